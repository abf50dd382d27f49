"""Finds the metric that a series of a drill names, or says why no alarm reads it."""

from collections.abc import Iterable

from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.drills.formatting import short_reference
from tocsin.drills.metric_index import MetricIndex, described, queries
from tocsin.evaluation import Metric, MetricQuery
from tocsin.simulation import DeployedAlarm

_MOST_LISTED = 8


def find_metric(series: YamlValue, index: MetricIndex) -> Metric | None:
    """Return the metric that `metric`, `namespace` and `dimensions` name."""
    node = series.get("metric")
    name = node.text() if node else None
    if node is None or name is None:
        return None
    found = [metric for metric in index.readers if metric.name == name]
    if not found:
        names = {metric.name for metric in index.readers}
        node.fail(f"no alarm reads a metric {quoted(name)}", did_you_mean(name, sorted(names)))
        return None
    found = _in_namespace(series, found)
    found = _with_dimensions(series, found) if found else []
    if len(found) > 1:
        fix = f"add namespace or dimensions to choose one of {_choices(found)}"
        node.fail(f"alarms read {len(found)} metrics {quoted(name)}", fix)
    return found[0] if len(found) == 1 else None


def find_query(series: YamlValue, alarm: DeployedAlarm) -> MetricQuery | None:
    """Return the query of an alarm that `id`, or `metric`, names; without either its only one."""
    every = queries(alarm)
    if (node := series.get("id")) is not None:
        for query in every:
            if query.id == node.value:
                return query
        node.fail(
            f"{alarm.name} has no query {quoted(node.value)}",
            did_you_mean(str(node.value), [query.id for query in every]),
        )
        return None
    read = [query for query in every if query.metric is not None]
    if (node := series.get("metric")) is not None:
        named = [query for query in read if query.metric and query.metric.name == node.value]
        if not named:
            names = [query.metric.name for query in read if query.metric]
            fix = did_you_mean(str(node.value), names)
            node.fail(f"{alarm.name} reads no metric {quoted(node.value)}", fix)
            return None
        read = named
    if len(read) == 1:
        return read[0]
    ids = ", ".join(f"{query.id} ({query.metric.name})" for query in read if query.metric)
    series.fail(f"{alarm.name} reads {len(read)} metrics", f"add id: one of {ids}")
    return None


def _in_namespace(series: YamlValue, found: list[Metric]) -> list[Metric]:
    node = series.get("namespace")
    if node is None:
        return found
    matching = [metric for metric in found if metric.namespace == node.value]
    if not matching:
        known = sorted({metric.namespace for metric in found})
        what = f"no alarm reads {found[0].name} in the namespace {quoted(node.value)}"
        node.fail(what, did_you_mean(str(node.value), known))
    return matching


def _with_dimensions(series: YamlValue, found: list[Metric]) -> list[Metric]:
    node = series.get("dimensions")
    if node is None:
        return found
    wanted = {
        (name, short_reference(text))
        for name, value in node.entries()
        if (text := value.text()) is not None
    }
    matching = [
        metric
        for metric in found
        if wanted == {(name, short_reference(value)) for name, value in metric.dimensions}
    ]
    if not matching:
        what = f"no alarm reads {found[0].name} with exactly these dimensions"
        node.fail(what, f"use the dimensions of {_choices(found)}")
    return matching


def _choices(metrics: Iterable[Metric]) -> str:
    texts = sorted(described(metric) for metric in metrics)
    rest = len(texts) - _MOST_LISTED
    return "; ".join(texts[:_MOST_LISTED]) + (f"; and {rest} more" if rest > 0 else "")
