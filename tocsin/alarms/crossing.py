"""Whether what an alarm reads can cross its threshold, and whether it can stay on the other side.

This is known before there are data: the statistic bounds its values, a metric may too, and metric
math makes other bounds of these.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from operator import ge, gt, le, lt
from typing import Final

from tocsin import metric_math
from tocsin.alarms.metric import Statistic, StatisticKind
from tocsin.alarms.metric_alarm import Comparison, MetricAlarm, MetricQuery, TreatMissingData
from tocsin.algebra import ANY, FROM_ZERO, Case, Interval, Queries, Reading, Value, either
from tocsin.timing import periods_read

SamplesOf = Callable[[MetricQuery], Interval]
"""Returns between which numbers each sample of a metric lies."""

IsPart = Callable[[MetricQuery, MetricQuery], bool]
"""Says whether the first query counts a part of what the second counts, and no part twice."""

_COUNTS: Final[Mapping[StatisticKind, Interval]] = {
    # A datapoint exists only where there was a sample.
    StatisticKind.SAMPLE_COUNT: Interval(1.0, inf),
    StatisticKind.PERCENTILE_RANK: Interval(0.0, 100.0),
    StatisticKind.TRIMMED_COUNT: FROM_ZERO,
}
"""Between which numbers the values of a statistic lie, whatever the metric is."""

_NEVER_NEGATIVE: Final = frozenset(
    {
        StatisticKind.PERCENTILE,
        StatisticKind.TRIMMED_MEAN,
        StatisticKind.TRIMMED_SUM,
        StatisticKind.WINSORIZED_MEAN,
    }
)
"""CloudWatch has them only of metrics without negative values.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

_SUMS: Final = frozenset({StatisticKind.SUM, StatisticKind.TRIMMED_SUM})

_CROSSES: Final[Mapping[Comparison, Callable[[float, float], bool]]] = {
    Comparison.GREATER: gt,
    Comparison.GREATER_OR_EQUAL: ge,
    Comparison.LESS: lt,
    Comparison.LESS_OR_EQUAL: le,
}


def any_samples(_: MetricQuery) -> Interval:
    """Say of a metric that nothing is known of it."""
    return ANY


def no_part(_part: MetricQuery, _whole: MetricQuery) -> bool:
    """Say of no query that it counts a part of what another counts."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """What the datapoints of an alarm can do to its threshold.

    Attributes:
        values: The numbers that a datapoint can be; None if there never is one.
        can_breach: Whether a datapoint can breach.
        can_be_healthy: Whether a datapoint can be there that does not.
        can_be_missing: Whether a period can be without a datapoint.
        by_algebra: Whether all this shows only because terms of its metric math cancel each other.
    """

    values: Interval | None
    can_breach: bool
    can_be_healthy: bool
    can_be_missing: bool
    by_algebra: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether datapoints decide nothing: all breach, none does, or there are none."""
        return not (self.can_breach and self.can_be_healthy)

    def never_fires(self, alarm: MetricAlarm) -> bool:
        """Say whether neither datapoints nor their absence make an alarm fire."""
        return not self.can_breach and not (self.can_be_missing and _silence_breaches(alarm))

    def always_fires(self, alarm: MetricAlarm) -> bool:
        """Say whether datapoints make an alarm fire, and their absence does too or never is."""
        silent = _silence_breaches(alarm) or not self.can_be_missing
        return not self.can_be_healthy and silent


def crossing(
    alarm: MetricAlarm,
    samples_of: SamplesOf = any_samples,
    *,
    is_part: IsPart = no_part,
    same_series: bool = True,
) -> Crossing | None:
    """Return what the datapoints of an alarm can do to its threshold.

    Args:
        alarm: The alarm.
        samples_of: Returns the range of the samples of each metric.
        is_part: Says which queries count a part of what others count.
        same_series: Whether queries that read the same series are known as such; without, each
            may read another.

    Returns:
        None for an alarm without a threshold, or with metric math that cannot be read.
    """
    crosses = _CROSSES.get(alarm.comparison)
    if crosses is None or alarm.threshold is None:
        return None
    cases = value_cases(alarm, samples_of, is_part=is_part, same_series=same_series)
    if not cases:
        return None
    found = _crossing(either(case.value for case in cases), crosses, alarm.threshold)
    if not found.is_decided or alarm.query(alarm.result_id).expression is None:
        return found
    plain = value_cases(alarm, samples_of, same_series=same_series, simplify=False)
    unaided = _crossing(either(case.value for case in plain), crosses, alarm.threshold)
    return replace(found, by_algebra=not unaided.is_decided)


def value_cases(
    alarm: MetricAlarm,
    samples_of: SamplesOf,
    *,
    is_part: IsPart = no_part,
    same_series: bool = True,
    simplify: bool = True,
) -> tuple[Case, ...]:
    """Return what the result of an alarm can come to, by which of its series have a point.

    A series is named by its place among those that differ. The other arguments are as for
    `crossing`, and of `Queries.cases`.
    """
    math = [query for query in alarm.queries if _is_math(query)]
    read = [query for query in alarm.queries if not _is_math(query)]
    numbers: dict[Hashable, int] = {}
    places = {
        query.id: numbers.setdefault(_identity(query) if same_series else query.id, len(numbers))
        for query in read
    }
    readings = {
        query.id: _reading(
            query,
            places[query.id],
            samples_of,
            frozenset(places[each.id] for each in read if is_part(each, query)),
        )
        for query in read
    }
    kind = _Kind(
        readings=tuple(readings.items()),
        expressions=tuple((query.id, query.expression or "") for query in math),
        result_id=alarm.result_id,
        period=alarm.period,
        slots=periods_read(period=alarm.period, evaluation_periods=alarm.evaluation_periods),
    )
    return _cases(kind, simplify=simplify)


def statistic_range(statistic: Statistic, samples: Interval) -> Interval:
    """Return between which numbers the values of a statistic lie.

    Args:
        statistic: The statistic.
        samples: Between which numbers each sample lies.
    """
    if statistic.kind in _COUNTS:
        return _COUNTS[statistic.kind]
    if statistic.kind in _NEVER_NEGATIVE:
        samples = (samples & FROM_ZERO) or FROM_ZERO
    if statistic.kind not in _SUMS:
        return samples
    low = samples.low if samples.low >= 0 else -inf
    return Interval(0.0 if statistic.kind is StatisticKind.TRIMMED_SUM else low, inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Everything that the values of an alarm depend on: thousands of alarms share it."""

    readings: tuple[tuple[str, Reading], ...]
    expressions: tuple[tuple[str, str], ...]
    result_id: str
    period: int
    slots: int


@lru_cache(maxsize=4096)
def _cases(kind: _Kind, *, simplify: bool) -> tuple[Case, ...]:
    queries = Queries(
        readings=dict(kind.readings),
        expressions=dict(kind.expressions),
        period=kind.period,
        slots=kind.slots,
    )
    return queries.cases(kind.result_id, simplify=simplify)


def _is_math(query: MetricQuery) -> bool:
    return query.expression is not None and not metric_math.is_insights(query.expression)


def _reading(
    query: MetricQuery, place: int, samples_of: SamplesOf, parts: frozenset[int]
) -> Reading:
    if query.statistic is None:
        return Reading(series=place, is_metric=False)
    values = statistic_range(query.statistic, samples_of(query))
    return Reading(series=place, range=values, contains=frozenset(parts))


def _identity(query: MetricQuery) -> Hashable:
    """Return what tells the series of a query from others; all have the period of the alarm."""
    return query.metric, query.statistic, query.unit, query.account_id, query.expression


def _crossing(value: Value, crosses: Callable[[float, float], bool], threshold: float) -> Crossing:
    numbers = value.range
    ends = [] if numbers is None else [crosses(each, threshold) for each in numbers.ends]
    return Crossing(
        values=numbers,
        can_breach=any(ends),
        can_be_healthy=not all(ends),
        can_be_missing=value.can_be_missing,
    )


def _silence_breaches(alarm: MetricAlarm) -> bool:
    return alarm.treat_missing_data is TreatMissingData.BREACHING
