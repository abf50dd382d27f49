"""Statistics that need the distribution of the samples: percentiles and trimmed statistics.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tocsin.alarms import Bound, Statistic, StatisticKind
from tocsin.evaluation.array_types import FloatArray, Indices, LongFloatArray
from tocsin.evaluation.data import MetricSeries
from tocsin.evaluation.options import EvaluationOptions

_PERCENT = 100


# Example: the median of the samples 1, 4 and 9 in group 0, and of 5, which occurred twice, in 1.
#
#   values             1 4 9 5
#   weights            1 1 1 2
#   starts, totals     0 3, 3 2
#   reached            1 2 3 5    the running count over all groups
#   bases              0 3        the running count before each group
#   rank               1 0.5      (totals - 1) * 50 %
#   position           1 3        the first whose running count passes bases + floor(rank)
#   percentile         4 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Distributions:
    """Samples sorted by group, then by value; every group has at least one.

    Shares of a group, and sums of them, are computed in a longer format and rounded once, so that
    9.9 of ten samples of 1.7 have a mean of 1.7.

    Attributes:
        groups: The group of each sample, ascending from 0, ``(samples,)``.
        values: The value of each sample, ``(samples,)``.
        weights: How often each value occurred, ``(samples,)``.
        starts: Where each group begins, ``(groups,)``.
        totals: How many values each group has, ``(groups,)``.
        method: How a percentile between two samples is found.
    """

    groups: Indices
    values: FloatArray
    weights: FloatArray
    starts: Indices
    totals: FloatArray
    method: str

    @property
    def reached(self) -> FloatArray:
        """Return the running count of values, over all groups."""
        return np.cumsum(self.weights)

    @property
    def bases(self) -> FloatArray:
        """Return the running count before each group."""
        return np.cumsum(self.totals) - self.totals

    def percentile(self, percent: float) -> FloatArray:
        """Return one percentile of each group."""
        rank = _share_of(self.totals - 1, percent)
        low, high = self._at(np.floor(rank)), self._at(np.ceil(rank))
        fraction = rank - np.floor(rank)
        match self.method:
            case "lower":
                return low
            case "higher":
                return high
            case "nearest":
                return np.where(fraction < 0.5, low, high)  # noqa: PLR2004 -- half way
            case _:
                return (low + (high.astype(np.longdouble) - low) * fraction).astype(np.float64)

    def _at(self, rank: LongFloatArray) -> FloatArray:
        places = (self.bases + rank).astype(np.float64)
        position = np.searchsorted(self.reached, places, side="right")
        last = np.append(self.starts[1:], self.values.size) - 1
        return np.asarray(self.values[np.minimum(position, last)])

    def kept(self, lower: Bound | None, upper: Bound | None) -> LongFloatArray:
        """Return how much of each sample lies in (lower, upper], by value or by share."""
        kept = self.weights.astype(np.longdouble)
        if lower is not None and not lower.is_percent:
            kept[self.values <= lower.value] = 0
        if upper is not None and not upper.is_percent:
            kept[self.values > upper.value] = 0
        if (lower and lower.is_percent) or (upper and upper.is_percent):
            np.minimum(kept, self._share(lower, upper), out=kept)
        return kept

    def _share(self, lower: Bound | None, upper: Bound | None) -> LongFloatArray:
        """Return how much of each sample lies between two shares of its group."""
        end = self.reached - self.bases[self.groups]
        share: LongFloatArray = end.astype(np.longdouble)
        if upper is not None:
            np.minimum(share, _share_of(self.totals, upper.value)[self.groups], out=share)
        first = end - self.weights
        if lower is None:
            share -= first
        else:
            share -= np.maximum(first, _share_of(self.totals, lower.value)[self.groups])
        return np.maximum(share, 0, out=share)

    def total(self, amounts: LongFloatArray) -> LongFloatArray:
        """Add up amounts per group."""
        return np.asarray(np.add.reduceat(amounts, self.starts))

    def mean(self, values: FloatArray, kept: LongFloatArray) -> FloatArray:
        """Return the mean of so much of each value, per group; NaN where nothing is kept.

        It lies between the least and the greatest of them, whatever rounding would make of it.
        """
        mean = (self.total(kept * values) / self.total(kept)).astype(np.float64)
        least = np.minimum.reduceat(np.where(kept > 0, values, np.inf), self.starts)
        greatest = np.maximum.reduceat(np.where(kept > 0, values, -np.inf), self.starts)
        return np.where(least <= greatest, np.clip(mean, least, greatest), np.nan)

    def limit(self, bound: Bound | None, open_end: float) -> FloatArray:
        """Return the value at a bound, per sample."""
        if bound is None:
            return np.full_like(self.values, open_end)
        if bound.is_percent:
            return self.percentile(bound.value)[self.groups]
        return np.full_like(self.values, bound.value)


def _share_of(totals: FloatArray, percent: float) -> LongFloatArray:
    """Return a percentage of each total: of the decimal that was written, rounded once."""
    written = Fraction(str(percent)) / _PERCENT
    numerator = totals.astype(np.longdouble) * np.longdouble(written.numerator)
    return np.asarray(numerator / np.longdouble(written.denominator))


def distribution_statistic(
    statistic: Statistic,
    series: MetricSeries,
    samples: Indices,
    groups: Indices,
    options: EvaluationOptions,
) -> FloatArray:
    """Compute a statistic that needs raw data for each group of samples.

    A group that holds a negative value, or a statistic set of differing values, has none (NaN).

    Args:
        statistic: A percentile, or a trimmed or winsorized statistic.
        series: Where the samples are.
        samples: Indices of samples in the series, ``(samples,)``.
        groups: The group of each, ascending from 0, none empty, ``(samples,)``.
        options: How percentiles are interpolated.

    Returns:
        ``(groups,) float64``.
    """
    weights = np.ones(samples.size) if series.counts is None else series.counts[samples]
    sums, lowest, highest = (
        column[samples] for column in (series.sums, series.minimums, series.maximums)
    )
    single = (lowest == highest) & ((series.counts is None) | (sums == lowest * weights))
    usable = (single | (weights == 1.0)) & (lowest >= 0.0)
    order = np.lexsort((highest, groups))
    groups = groups[order]
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    distributions = _Distributions(
        groups=groups,
        values=np.where(single, lowest, sums)[order],
        weights=weights[order],
        starts=starts,
        totals=np.asarray(np.add.reduceat(weights[order], starts)),
        method=options.percentile_method,
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        result = _compute(statistic, distributions)
    result[~np.logical_and.reduceat(usable[order], starts)] = np.nan
    return result


def _compute(statistic: Statistic, samples: _Distributions) -> FloatArray:
    lower, upper = statistic.lower, statistic.upper
    match statistic.kind:
        case StatisticKind.PERCENTILE:
            assert upper is not None
            return samples.percentile(upper.value)
        case StatisticKind.WINSORIZED_MEAN:
            low, high = samples.limit(lower, -np.inf), samples.limit(upper, np.inf)
            clipped = np.clip(samples.values, low, high)
            return samples.mean(clipped, samples.kept(None, None))
    kept = samples.kept(lower, upper)
    match statistic.kind:
        case StatisticKind.TRIMMED_COUNT:
            found = samples.total(kept)
        case StatisticKind.PERCENTILE_RANK:
            found = _PERCENT * samples.total(kept) / samples.totals
        case StatisticKind.TRIMMED_SUM:
            found = samples.total(kept * samples.values)
        case _:
            return samples.mean(samples.values, kept)
    return found.astype(np.float64)
