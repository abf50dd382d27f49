"""The commands that show what an alarm reads."""

import re
from collections.abc import Sequence

from tocsin.catalogue import MetricQuery, ResourceType
from tocsin.plan import MetricSpec
from tocsin.runbooks.needed_page import NeededPage
from tocsin.runbooks.shell import word

_MOST_COMMANDS = 3
_SHORTEST_PERIOD = 60
_SIMPLE_STATISTICS = ("SampleCount", "Average", "Sum", "Minimum", "Maximum")
_NOT_IN_PLACEHOLDERS = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")

Pairs = Sequence[tuple[str, str]]
"""Names and values of dimensions."""


def metric_commands(page: NeededPage) -> list[str]:
    """Return a command for each metric of the page's first alarm, but not for very many.

    What differs between the alarms of the page is a word in capitals.
    """
    series = page.alarms[0].series
    queries = _recommended_queries(page, len(series.metrics))
    commands = (
        _command(metric, _pairs(page, metric, query), series.period)
        for metric, query in zip(series.metrics, queries, strict=True)
    )
    return list(dict.fromkeys(commands))[:_MOST_COMMANDS]


def _recommended_queries(page: NeededPage, count: int) -> Sequence[MetricQuery | None]:
    """Return what the catalogue's alarm of this page reads; None for what it does not have."""
    stem = page.path.rpartition("/")[2].removesuffix(".md")
    recommended = page.type.alarms.get(stem) if page.type is not None else None
    if recommended is None or len(recommended.queries) != count:
        return [None] * count
    return recommended.queries


def _pairs(page: NeededPage, metric: MetricSpec, query: MetricQuery | None) -> Pairs:
    if page.type is None or query is None:
        return _common_pairs(page, metric)
    identifiers = (page.type.identifiers[name] for name in query.dimensions)
    return [(each.dimension, each.constant or each.name.upper()) for each in identifiers]


def _common_pairs(page: NeededPage, metric: MetricSpec) -> Pairs:
    """Return the dimensions of *metric*, with the values that all alarms of the page have."""
    same = [dict(other.dimensions) for other in _alike(page, metric)]
    return [
        (name, _value(page.kind, name, [each.get(name) for each in same]))
        for name, _ in metric.dimensions
    ]


def _alike(page: NeededPage, metric: MetricSpec) -> list[MetricSpec]:
    """Return the metrics that the page's alarms have in the place of *metric*."""
    metrics = (other for alarm in page.alarms for other in alarm.series.metrics)
    return [other for other in metrics if (other.id, other.name) == (metric.id, metric.name)]


def _value(kind: ResourceType | None, dimension: str, values: Sequence[str | None]) -> str:
    first, *rest = values
    if first is not None and "{{" not in first and all(other == first for other in rest):
        return first
    identifiers = kind.identifiers.values() if kind is not None else ()
    names = (each.name for each in identifiers if each.dimension == dimension)
    return _NOT_IN_PLACEHOLDERS.sub("_", next(names, dimension)).upper()


def _command(metric: MetricSpec, pairs: Pairs, period: int) -> str:
    is_simple = metric.statistic in _SIMPLE_STATISTICS
    statistics = "--statistics" if is_simple else "--extended-statistics"
    dimensions = [word(f"Name={name},Value={value}") for name, value in pairs]
    parts = [
        f"aws cloudwatch get-metric-statistics --namespace {word(metric.namespace)}",
        f"--metric-name {word(metric.name)}",
        *([f"--dimensions {' '.join(dimensions)}"] if dimensions else []),
        f"{statistics} {metric.statistic} --period {max(period, _SHORTEST_PERIOD)}",
        "--start-time START --end-time END --output table",
    ]
    return " ".join(parts)
