"""Thresholds in another unit than their metric: percent and fractions, seconds and milliseconds."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tocsin.alarms import StatisticKind
from tocsin.algebra import Interval
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.known_metric import KnownMetric
from tocsin.checks.subject import Subject
from tocsin.diagnostics import number_text

_ALL: Final = 100
_FRACTION: Final = Interval(0, 1)
_FLAG: Final = re.compile("Check|Status|State|Detected")
"""Metrics that say yes or no: 1 is all of it."""
_ERRORS: Final = re.compile("[Ee]rror|[Ff]ail|[Ff]ault|[Ll]oss")
"""Metrics of which less than one percent may be too much."""
_LEFT: Final = re.compile("Balance|Free|Available|Idle|Remaining|HitRate|HitRatio")
_MEAN: Final = frozenset(
    {
        StatisticKind.AVERAGE,
        StatisticKind.MAXIMUM,
        StatisticKind.MINIMUM,
        StatisticKind.PERCENTILE,
        StatisticKind.TRIMMED_MEAN,
        StatisticKind.WINSORIZED_MEAN,
    }
)
"""Statistics that have the unit of their metric and its range."""

_LONG_SECONDS: Final[Mapping[tuple[str, str], float]] = {
    ("AWS/ApplicationELB", "TargetResponseTime"): 100,
    ("AWS/ELB", "Latency"): 100,
    ("AWS/RDS", "ReadLatency"): 10,
    ("AWS/RDS", "WriteLatency"): 10,
    ("AWS/RDS", "CommitLatency"): 10_000,
}
"""Of metrics in seconds the least threshold that nobody means: who writes it means milliseconds."""

_SHORT_MILLISECONDS: Final[frozenset[tuple[str, str]]] = frozenset(
    {
        ("AWS/Lambda", "Duration"),
        ("AWS/ApiGateway", "Latency"),
        ("AWS/ApiGateway", "IntegrationLatency"),
        ("AWS/AppSync", "Latency"),
        ("AWS/States", "ExecutionTime"),
    }
)
"""Metrics in milliseconds of what takes longer than a few, over a network or from the start."""
_FEW_MILLISECONDS: Final = 5
_SMALL_BYTES: Final = 1_000_000
_HUGE_MEGABYTES: Final = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherUnit:
    """A threshold that is meant in another unit.

    Attributes:
        what: What it says.
        meant: What is probably meant.
    """

    what: str
    meant: str


def other_units(subject: Subject) -> Iterator[tuple[KnownAlarm, OtherUnit]]:
    """Yield the alarms whose threshold is possible and very probably in another unit."""
    for known in subject.memo(known_alarms):
        found = other_unit(known)
        if found is not None:
            yield known, found


def other_unit(known: KnownAlarm) -> OtherUnit | None:
    """Return how an alarm's threshold is in another unit than the metric that it reads."""
    metric, statistic = known.result, known.result_query.statistic
    threshold = known.definition.threshold
    if metric is None or statistic is None or threshold is None or threshold <= 0:
        return None
    if statistic.kind not in _MEAN:
        return None
    found = (rule(known, metric, threshold) for rule in _RULES)
    return next((each for each in found if each is not None), None)


def meant_threshold(known: KnownAlarm) -> str:
    """Return what an impossible threshold may have been meant to be, or an empty text."""
    found = other_unit(known)
    if found is not None:
        return found.meant
    statistic, metric = known.result_query.statistic, known.result
    if metric is None or metric.samples is None or statistic is None or statistic.kind not in _MEAN:
        return ""
    return "use Sum, which counts them"


def _percent_of_fraction(_: KnownAlarm, metric: KnownMetric, threshold: float) -> OtherUnit | None:
    is_flag = bool(_FLAG.search(metric.metric.name))
    if is_flag or metric.range != _FRACTION or not 1 < threshold <= _ALL:
        return None
    return OtherUnit(
        what=f"{metric.metric.name} is a fraction, from 0 to 1",
        meant=f"write {number_text(threshold / _ALL)} for {number_text(threshold)} %",
    )


def _fraction_of_percent(
    known: KnownAlarm, metric: KnownMetric, threshold: float
) -> OtherUnit | None:
    is_left = bool(_LEFT.search(metric.metric.name))
    is_rare = "errors" in metric.roles or bool(_ERRORS.search(metric.metric.name))
    if metric.unit != "Percent" or metric.range.high == 1 or threshold >= 1 or is_rare:
        return None
    if not (known.is_on_little if is_left else known.is_on_much):
        return None
    return OtherUnit(
        what=f"{metric.metric.name} is in percent, from 0 to 100",
        meant=f"write {number_text(threshold * _ALL)} for {number_text(threshold * _ALL)} %",
    )


def _milliseconds_of_seconds(
    known: KnownAlarm, metric: KnownMetric, threshold: float
) -> OtherUnit | None:
    least = _LONG_SECONDS.get((metric.metric.namespace, metric.metric.name))
    if least is None or threshold < least or not known.is_on_much:
        return None
    return OtherUnit(
        what=f"{metric.metric.name} is in seconds",
        meant=f"write {number_text(threshold / 1000)} for {number_text(threshold)} milliseconds",
    )


def _seconds_of_milliseconds(
    known: KnownAlarm, metric: KnownMetric, threshold: float
) -> OtherUnit | None:
    is_known = (metric.metric.namespace, metric.metric.name) in _SHORT_MILLISECONDS
    if not is_known or threshold > _FEW_MILLISECONDS or not known.is_on_much:
        return None
    return OtherUnit(
        what=f"{metric.metric.name} is in milliseconds",
        meant=f"write {number_text(threshold * 1000)} for {number_text(threshold)} seconds",
    )


def _size_of_bytes(known: KnownAlarm, metric: KnownMetric, threshold: float) -> OtherUnit | None:
    is_left = metric.unit == "Bytes" and "saturation" in metric.roles
    if not is_left or threshold >= _SMALL_BYTES or not known.is_on_little:
        return None
    return OtherUnit(
        what=f"{metric.metric.name} is in bytes",
        meant=f"write {number_text(threshold * 1e9)} for {number_text(threshold)} GB",
    )


def _bytes_of_megabytes(
    known: KnownAlarm, metric: KnownMetric, threshold: float
) -> OtherUnit | None:
    if metric.unit != "Megabytes" or threshold < _HUGE_MEGABYTES or not known.is_on_little:
        return None
    return OtherUnit(
        what=f"{metric.metric.name} is in megabytes",
        meant=f"write {number_text(threshold / 1e6)} for {number_text(threshold)} bytes",
    )


_RULES: Final[tuple[Callable[[KnownAlarm, KnownMetric, float], OtherUnit | None], ...]] = (
    _percent_of_fraction,
    _fraction_of_percent,
    _milliseconds_of_seconds,
    _seconds_of_milliseconds,
    _size_of_bytes,
    _bytes_of_megabytes,
)
