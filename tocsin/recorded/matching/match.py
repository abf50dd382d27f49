"""Which recorded series a query of an alarm reads.

What was recorded of the query's metric is narrowed; the first step that leaves nothing says why:

1. to the Region of the alarm,
2. to one unit: that of the query, or the only one there is,
3. to the query's statistic, with a period from whose points those of the alarm can be made exactly.

Of what is left the finest period serves, because alarms are evaluated each minute and their
windows do not begin at full periods. Where Sum of 60 s, Sum of 300 s and Average of 60 s were
recorded, an alarm on Sum with a period of 300 s reads the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.evaluation import Metric, MetricQuery, Statistic, parse_statistic
from tocsin.recorded.store import RecordedData, SeriesKey

ADDING_STATISTICS = frozenset({"Sum", "SampleCount", "Minimum", "Maximum"})
"""Of which the points of shorter periods make that of a longer one exactly."""

_SUM, _AVERAGE, _COUNT = map(parse_statistic, ("Sum", "Average", "SampleCount"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What serves a query.

    Attributes:
        key: The recorded series.
        weights: The recorded SampleCount beside it, where an average is made of sums, or of
            averages of shorter periods.
    """

    key: SeriesKey
    weights: SeriesKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Nothing recorded serves a query.

    Attributes:
        why: The reason, and what to record.
    """

    why: str


def match_query(
    query: MetricQuery,
    period: int,
    region: str | None,
    recorded: RecordedData,
    resolved: Mapping[str, str],
) -> Match | Mismatch:
    """Find what serves a query on a metric.

    Args:
        query: A query of an alarm.
        period: The alarm's period in seconds.
        region: The alarm's Region; None if the template leaves it open.
        recorded: The data.
        resolved: What texts in dimension values of the template stand for in the data.
    """
    metric, statistic = query.metric, query.statistic
    assert metric is not None
    assert statistic is not None
    keys = recorded.keys(metric) or recorded.keys(with_resolved(metric, resolved))
    if not keys:
        return Mismatch(why=_unknown_metric(metric, recorded))
    here = [key for key in keys if region is None or key.region in {None, region}]
    if not here:
        return Mismatch(why=_other_regions(metric, keys, region))
    in_unit = _in_unit(here, query.unit)
    if not in_unit:
        return Mismatch(why=_other_units(metric, here, query.unit))
    found = _finest(in_unit, statistic, period)
    return found or Mismatch(why=_other_statistics(metric, in_unit, statistic, period))


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


def _in_unit(keys: Sequence[SeriesKey], unit: str | None) -> list[SeriesKey]:
    """Return the series of a unit; without one, those recorded without, or of the only unit."""
    units = {key.unit for key in keys}
    if unit is None and len(units) == 1:
        return list(keys)
    return [key for key in keys if key.unit == unit]


def _finest(keys: Sequence[SeriesKey], statistic: Statistic, period: int) -> Match | None:
    """Return the series of the shortest period that makes the alarm's datapoints exactly."""
    adds_up = statistic.text in ADDING_STATISTICS
    usable = [
        key
        for key in keys
        if key.statistic == statistic
        and (key.period == period or (adds_up and divides(key.period, period)))
    ]
    finest = min(usable, key=lambda key: key.period, default=None)
    weighted = _weighted(keys, period) if statistic == _AVERAGE else None
    if weighted is not None and (finest is None or weighted.key.period < finest.period):
        return weighted
    return None if finest is None else Match(key=finest)


def _weighted(keys: Sequence[SeriesKey], period: int) -> Match | None:
    """Return sums, or averages, that have the number of samples behind each beside them."""
    fitting = [key for key in keys if key.period == period or divides(key.period, period)]
    counts = {key.period: key for key in fitting if key.statistic == _COUNT}
    for statistic in (_SUM, _AVERAGE):
        series = [key for key in fitting if key.statistic == statistic and key.period in counts]
        if series:
            finest = min(series, key=lambda key: key.period)
            return Match(key=finest, weights=counts[finest.period])
    return None


def divides(shorter: int, period: int) -> bool:
    """Say whether a shorter period divides another, both in seconds."""
    return shorter < period and period % shorter == 0


def _unknown_metric(metric: Metric, recorded: RecordedData) -> str:
    """Say what was recorded in place of a metric."""
    near = [one for one in recorded.metrics if one.name == metric.name]
    same = [one for one in near if one.namespace == metric.namespace]
    if not near:
        return f"{metric} is not recorded; record it"
    rest = len(same or near) - 1
    more = f" and {rest} others of the name" if rest else ""
    shown = f"{(same or near)[0]}{more}"
    return f"{metric} is not recorded, only {shown}; dimensions must be exactly the same"


def _other_regions(metric: Metric, keys: Sequence[SeriesKey], region: str | None) -> str:
    regions = ", ".join(sorted({str(key.region) for key in keys}))
    return f"{metric} is recorded in {regions} and not in {region}; record it in {region}"


def _other_units(metric: Metric, keys: Sequence[SeriesKey], unit: str | None) -> str:
    units = ", ".join(sorted({key.unit or "no unit" for key in keys}))
    wanted = f"the alarm reads {unit}" if unit else "the alarm names no unit"
    return f"{metric} is recorded in {units}, but {wanted}; record it as the alarm reads it"


def _other_statistics(
    metric: Metric, keys: Sequence[SeriesKey], statistic: Statistic, period: int
) -> str:
    """Say which statistics, or which periods of the same statistic, were recorded."""
    recorded = sorted({key.period for key in keys if key.statistic == statistic})
    if not recorded:
        statistics = ", ".join(sorted({key.statistic.text for key in keys}))
        wanted = f"the alarm reads {statistic.text}"
        return f"{metric} is recorded as {statistics}, but {wanted}; record that statistic"
    periods = ", ".join(f"{each} s" for each in recorded)
    why = f"{metric} {statistic.text} is recorded with a period of {periods}"
    if recorded[0] > period:
        return f"{why}, but the alarm's is {period} s; record it with {period} s or less"
    also = ", or together with SampleCount" if statistic == _AVERAGE else ""
    return f"{why}, which cannot be joined to {period} s; record it with {period} s{also}"
