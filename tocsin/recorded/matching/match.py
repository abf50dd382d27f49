"""Which recorded series a query of an alarm reads, and how several of its points make one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from tocsin.evaluation import Metric, MetricQuery, MetricSeries, Statistic, parse_statistic
from tocsin.recorded.canonical_expression import with_resolved
from tocsin.recorded.store import RecordedData, SeriesKey

_ADDING = frozenset({"Sum", "SampleCount", "Minimum", "Maximum"})
_SUM, _AVERAGE, _COUNT = map(parse_statistic, ("Sum", "Average", "SampleCount"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Nothing recorded serves a query.

    Attributes:
        why: The reason, and what to record.
    """

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What serves a query.

    Attributes:
        key: The recorded series.
        weights: The recorded SampleCount, when averages of several periods are joined.
    """

    key: SeriesKey
    weights: SeriesKey | None = None

    def series(self, query: MetricQuery, recorded: RecordedData) -> MetricSeries:
        """Unpack the series."""
        assert query.metric is not None
        points = recorded.series[self.key]
        timestamps, values = points.timestamps, points.floats
        if self.weights is None:
            return _series(query, timestamps, values, statistic=query.statistic)
        weights = recorded.series[self.weights]
        timestamps, at, weight_at = np.intersect1d(
            timestamps, weights.timestamps, assume_unique=True, return_indices=True
        )
        values, counts = values[at], weights.floats[weight_at]
        if self.key.statistic == _SUM:
            means = values / np.maximum(counts, 1.0)
            return _series(query, timestamps, values, counts=counts, means=means)
        return _series(query, timestamps, values, counts=counts)


def _series(
    query: MetricQuery,
    timestamps: np.ndarray,
    values: np.ndarray,
    *,
    statistic: Statistic | None = None,
    counts: np.ndarray | None = None,
    means: np.ndarray | None = None,
) -> MetricSeries:
    assert query.metric is not None
    return MetricSeries(
        query.metric,
        unit=query.unit,
        timestamps=timestamps,
        values=values,
        counts=counts,
        minimums=means,
        maximums=means,
        statistic=statistic,
    )


def matched(
    query: MetricQuery,
    period: int,
    region: str | None,
    recorded: RecordedData,
    resolved: Mapping[str, str],
) -> Match | Mismatch:
    """Find what serves a query of an alarm of some period in some Region.

    The finest recorded period is taken, as alarms are evaluated each minute.
    """
    assert query.metric is not None
    assert query.statistic is not None
    metric = query.metric
    keys = recorded.keys(metric) or recorded.keys(with_resolved(metric, resolved))
    if not keys:
        return Mismatch(why=_unknown_metric(metric, recorded))
    search = _Search(query=query, period=period, keys=keys)
    return search.in_region(region)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    query: MetricQuery
    period: int
    keys: list[SeriesKey] = field(default_factory=list)

    def in_region(self, region: str | None) -> Match | Mismatch:
        here = [key for key in self.keys if region is None or key.region in {None, region}]
        if not here:
            regions = ", ".join(sorted({str(key.region) for key in self.keys}))
            why = f"{self.query.metric} is recorded in {regions} and not in {region}"
            return Mismatch(why=f"{why}; record it in {region}")
        return self._in_unit(here)

    def _in_unit(self, keys: list[SeriesKey]) -> Match | Mismatch:
        unit = self.query.unit
        units = {key.unit for key in keys}
        if unit is None and (None in units or len(units) == 1):
            chosen = None if None in units else next(iter(units))
            return self._of_statistic([key for key in keys if key.unit == chosen])
        if unit in units:
            return self._of_statistic([key for key in keys if key.unit == unit])
        shown = ", ".join(sorted(each or "no unit" for each in units))
        wanted = f"the alarm reads {unit}" if unit else "the alarm names no unit"
        why = f"{self.query.metric} is recorded in {shown}, but {wanted}"
        return Mismatch(why=f"{why}; record it as the alarm reads it")

    def _of_statistic(self, keys: list[SeriesKey]) -> Match | Mismatch:
        statistic = self.query.statistic
        assert statistic is not None
        same = [key for key in keys if key.statistic == statistic]
        usable = [key for key in same if self._joins(key)]
        finest = min(usable, key=lambda key: key.period, default=None)
        weighted = self._weighted(keys) if statistic == _AVERAGE else None
        if weighted is not None and (finest is None or weighted.key.period < finest.period):
            return weighted
        return Match(key=finest) if finest is not None else self._mismatch(keys, same)

    def _joins(self, key: SeriesKey) -> bool:
        """Say whether points of a recorded period make points of the alarm's period exactly."""
        if key.period == self.period:
            return True
        divides = key.period < self.period and self.period % key.period == 0
        return divides and key.statistic.text in _ADDING

    def _weighted(self, keys: Iterable[SeriesKey]) -> Match | None:
        """Return averages, or sums, with the number of samples behind each."""
        found = [key for key in keys if key.period < self.period and self.period % key.period == 0]
        counts = {key.period: key for key in found if key.statistic == _COUNT}
        for statistic in (_SUM, _AVERAGE):
            series = [key for key in found if key.statistic == statistic and key.period in counts]
            if series:
                best = min(series, key=lambda key: key.period)
                return Match(key=best, weights=counts[best.period])
        return None

    def _mismatch(self, keys: list[SeriesKey], same: list[SeriesKey]) -> Mismatch:
        statistic = self.query.statistic
        assert statistic is not None
        if not same:
            shown = ", ".join(sorted({key.statistic.text for key in keys}))
            why = f"{self.query.metric} is recorded as {shown}, but the alarm reads "
            return Mismatch(why=f"{why}{statistic.text}; record that statistic")
        periods = ", ".join(f"{each} s" for each in sorted({key.period for key in same}))
        why = f"{self.query.metric} {statistic.text} is recorded with a period of {periods}"
        if min(key.period for key in same) > self.period:
            fix = f"record it with {self.period} s or less"
            return Mismatch(why=f"{why}, but the alarm's is {self.period} s; {fix}")
        also = " together with SampleCount" if statistic == _AVERAGE else ""
        fix = f"record it with {self.period} s{also and f', or{also}'}"
        return Mismatch(why=f"{why}, which cannot be joined to {self.period} s; {fix}")


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
