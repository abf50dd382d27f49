"""Finds the metrics and queries that a drill names, or says why there are none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.drills.formatting import short_reference
from tocsin.drills.reading.alarm_names import report_not_evaluated
from tocsin.evaluation import CompositeAlarm, Metric, MetricAlarm, MetricQuery
from tocsin.simulation import AlarmSet, DeployedAlarm, Environment

_MOST_LISTED = 8

Dimensions = frozenset[tuple[str, str]]
"""Dimensions by name, dynamic references in them as drills write them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """A query of an alarm that reads a metric."""

    alarm: DeployedAlarm
    query: MetricQuery


@dataclass(frozen=True)
class AlarmIndex:
    """What drills may name of an assembly: its alarms, the metrics that they read, and people.

    It is made once for all files of drills; each part of it when it is first asked for.

    Attributes:
        alarms: The alarms.
    """

    alarms: AlarmSet

    @cached_property
    def metrics(self) -> Mapping[str, tuple[Metric, ...]]:
        """The metrics that some alarm reads, by their names."""
        found: dict[str, list[Metric]] = {}
        for metric in self._readers:
            found.setdefault(metric.name, []).append(metric)
        return {name: tuple(metrics) for name, metrics in found.items()}

    def exactly(self, name: str, dimensions: Dimensions) -> tuple[Metric, ...]:
        """Return the metrics of a name that have exactly some dimensions, as drills write them."""
        return self._exact.get((name, dimensions), ())

    @cached_property
    def endpoints(self) -> frozenset[str]:
        """Whom the templates can reach, as drills write it."""
        return frozenset(map(short_reference, self.alarms.routes.endpoints))

    def units(self, metric: Metric) -> set[str | None]:
        """Return the units in which a metric is read; None for any unit."""
        return {reader.query.unit for reader in self._readers.get(metric, ())}

    def alarms_reading(self, metrics: Iterable[tuple[Metric, str | None]]) -> set[str]:
        """Return the names of the alarms that read one of some metrics in a unit."""
        return {
            reader.alarm.name
            for metric, unit in metrics
            for reader in self._readers.get(metric, ())
            if reader.query.takes_unit(unit)
        }

    def composites_above(self, metric_alarms: Iterable[str]) -> frozenset[str]:
        """Return the names of the composite alarms that stand above some alarms."""
        return _closure(
            metric_alarms,
            lambda name: self._parents.get(
                (self.alarms[name].environment, self.alarms[name].template_alarm.name), ()
            ),
        )

    def composites_below(self, composites: Iterable[str]) -> frozenset[str]:
        """Return the names of the composite alarms that the rules of some refer to."""
        return _closure(composites, lambda name: self._children.get(name, ()))

    @cached_property
    def _readers(self) -> Mapping[Metric, tuple[_Reader, ...]]:
        """The queries that read each metric."""
        found: dict[Metric, list[_Reader]] = {}
        for alarm in self.alarms.metric_alarms.values():
            for query in queries(alarm):
                if query.metric is not None:
                    found.setdefault(query.metric, []).append(_Reader(alarm=alarm, query=query))
        return {metric: tuple(readers) for metric, readers in found.items()}

    @cached_property
    def _exact(self) -> Mapping[tuple[str, Dimensions], tuple[Metric, ...]]:
        """The metrics by their names and dimensions."""
        found: dict[tuple[str, Dimensions], list[Metric]] = {}
        for metric in self._readers:
            found.setdefault((metric.name, _dimensions(metric.dimensions)), []).append(metric)
        return {key: tuple(metrics) for key, metrics in found.items()}

    @cached_property
    def _parents(self) -> Mapping[tuple[Environment, str], tuple[str, ...]]:
        """The composite alarms whose rules refer to an alarm of a name in an environment."""
        found: dict[tuple[Environment, str], list[str]] = {}
        for composite in self.alarms.composite_alarms.values():
            for child in _referred(composite):
                found.setdefault((composite.environment, child), []).append(composite.name)
        return {child: tuple(parents) for child, parents in found.items()}

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        """The composite alarms that the rule of another refers to."""
        names = {
            (each.environment, each.template_alarm.name): each.name
            for each in self.alarms.composite_alarms.values()
        }
        return {
            each.name: tuple(
                names[each.environment, child]
                for child in _referred(each)
                if (each.environment, child) in names
            )
            for each in self.alarms.composite_alarms.values()
        }


def find_metric(series: YamlValue, index: AlarmIndex) -> Metric | None:
    """Return the metric that `metric`, `namespace` and `dimensions` of a series name."""
    value = series.get("metric")
    name = value.text() if value else None
    if value is None or name is None:
        return None
    found: Sequence[Metric] = index.metrics.get(name, ())
    if not found:
        for refused in index.alarms.not_evaluated:
            if any(metric.name == name for metric in refused.metrics):
                report_not_evaluated(value, refused)
                return None
        fix = did_you_mean(name, sorted(index.metrics))
        value.report("unknown-metric", f"no alarm reads a metric {quoted(name)}", fix)
        return None
    wanted = _wanted(series)
    if wanted is not None:
        # Thousands of alarms may read one metric of as many resources.
        found = _exactly(series, index.exactly(name, wanted)) or found
    found = _in_namespace(series, found)
    found = found if wanted is None or not found else _with_dimensions(series, wanted, found)
    if len(found) > 1:
        fix = f"add namespace or dimensions to choose one of {_choices(found)}"
        value.report("ambiguous-metric", f"alarms read {len(found)} metrics {quoted(name)}", fix)
    return found[0] if len(found) == 1 else None


def find_query(series: YamlValue, alarm: DeployedAlarm) -> MetricQuery | None:
    """Return the query of an alarm that `id` or `metric` of a series name, or else its only one."""
    if value := series.get("id"):
        return _query_with_id(value, alarm)
    read = [query for query in queries(alarm) if query.metric is not None]
    if not read:
        # An alarm on a Metrics Insights query alone has no metric that could be named.
        read = [query for query in queries(alarm) if query.external_calls]
    if value := series.get("metric"):
        names = [query.metric.name for query in read if query.metric]
        if value.value not in names:
            what = f"{alarm.name} reads no metric {quoted(value.value)}"
            value.report("unknown-metric", what, did_you_mean(str(value.value), names))
            return None
        read = [query for query in read if query.metric and query.metric.name == value.value]
    if len(read) == 1:
        return read[0]
    ids = ", ".join(
        f"{query.id} ({query.metric.name})" if query.metric else query.id for query in read
    )
    what = f"{alarm.name} reads {len(read)} metrics"
    series.report("ambiguous-metric", what, f"add id: one of {ids}")
    return None


def queries(alarm: DeployedAlarm) -> tuple[MetricQuery, ...]:
    """Return what a metric alarm reads and computes."""
    assert isinstance(alarm.definition, MetricAlarm)
    return alarm.definition.queries


def described(metric: Metric) -> str:
    """Write a metric as drills do."""
    pairs = ", ".join(f"{name}: {short_reference(value)}" for name, value in metric.dimensions)
    return f"{metric.namespace} {metric.name} {{{pairs}}}"


def _query_with_id(value: YamlValue, alarm: DeployedAlarm) -> MetricQuery | None:
    for query in queries(alarm):
        if query.id == value.value:
            return query
    fix = did_you_mean(str(value.value), [query.id for query in queries(alarm)])
    value.report("unknown-query", f"{alarm.name} has no query {quoted(value.value)}", fix)
    return None


def _in_namespace(series: YamlValue, found: Sequence[Metric]) -> Sequence[Metric]:
    value = series.get("namespace")
    if value is None:
        return found
    matching = [metric for metric in found if metric.namespace == value.value]
    if not matching:
        known = sorted({metric.namespace for metric in found})
        what = f"no alarm reads {found[0].name} in the namespace {quoted(value.value)}"
        value.report("unknown-metric", what, did_you_mean(str(value.value), known))
    return matching


def _exactly(series: YamlValue, found: Sequence[Metric]) -> Sequence[Metric]:
    value = series.get("namespace")
    return [each for each in found if value is None or each.namespace == value.value]


def _wanted(series: YamlValue) -> Dimensions | None:
    """Return the dimensions that a series names; None if it names none."""
    value = series.get("dimensions")
    if value is None:
        return None
    written = ((name, child.text()) for name, child in value.entries())
    return _dimensions((name, text) for name, text in written if text is not None)


def _with_dimensions(
    series: YamlValue, wanted: Dimensions, found: Sequence[Metric]
) -> Sequence[Metric]:
    matching = [metric for metric in found if wanted == _dimensions(metric.dimensions)]
    if not matching:
        what = f"no alarm reads {found[0].name} with exactly these dimensions"
        fix = f"use the dimensions of {_choices(found)}"
        (series.get("dimensions") or series).report("unknown-metric", what, fix)
    return matching


def _dimensions(pairs: Iterable[tuple[str, str]]) -> Dimensions:
    return frozenset((name, short_reference(text)) for name, text in pairs)


def _choices(metrics: Iterable[Metric]) -> str:
    texts = sorted(described(metric) for metric in metrics)
    rest = len(texts) - _MOST_LISTED
    return "; ".join(texts[:_MOST_LISTED]) + (f"; and {rest} more" if rest > 0 else "")


def _closure(names: Iterable[str], step: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Return what steps from some names lead to."""
    found: set[str] = set()
    edge = set(names)
    while edge := {to for name in edge for to in step(name)} - found:
        found |= edge
    return frozenset(found)


def _referred(composite: DeployedAlarm) -> Iterable[str]:
    assert isinstance(composite.definition, CompositeAlarm)
    return dict.fromkeys(composite.definition.rule.alarm_names)
