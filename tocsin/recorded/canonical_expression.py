"""Expressions of alarms that cannot be computed offline, and what they mean."""

from collections.abc import Mapping
from dataclasses import replace

from tocsin.evaluation import Metric, MetricAlarm, MetricQuery
from tocsin.recorded.store import meaning, metric_text


def external_ids(alarm: MetricAlarm) -> frozenset[str]:
    """Return the ids of the expressions whose results only CloudWatch has."""
    return frozenset(query.id for query in alarm.queries if query.external_calls)


def query_meaning(alarm: MetricAlarm, query: MetricQuery, resolved: Mapping[str, str]) -> str:
    """Return the meaning of an expression of an alarm, whatever its ids are called."""
    metrics = {
        each.id: metric_text(with_resolved(each.metric, resolved), each.statistic, each.unit)
        for each in alarm.queries
        if each.metric is not None and each.statistic is not None
    }
    expressions = {each.id: each.expression for each in alarm.queries if each.expression}
    return meaning(query.id, metrics, expressions)


def with_resolved(metric: Metric, resolved: Mapping[str, str]) -> Metric:
    """Return a metric with texts of its dimension values replaced by what they stand for."""
    if not resolved:
        return metric
    pairs = ((name, _replaced(value, resolved)) for name, value in metric.dimensions)
    return replace(metric, dimensions=tuple(pairs))


def _replaced(value: str, resolved: Mapping[str, str]) -> str:
    for text, meant in resolved.items():
        value = value.replace(text, meant)
    return value
