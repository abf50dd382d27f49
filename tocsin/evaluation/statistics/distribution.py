"""Statistics that need the distribution of the samples: percentiles and trimmed statistics.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

from dataclasses import dataclass

import numpy as np

from tocsin.alarms import Bound, Statistic, StatisticKind
from tocsin.evaluation.array_types import FloatArray, Indices
from tocsin.evaluation.data import MetricSeries
from tocsin.evaluation.options import EvaluationOptions

_PERCENT = 100.0


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
        rank = (self.totals - 1) * (percent / _PERCENT)
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
                return low + (high - low) * fraction

    def _at(self, rank: FloatArray) -> FloatArray:
        position = np.searchsorted(self.reached, self.bases + rank, side="right")
        last = np.append(self.starts[1:], self.values.size) - 1
        return np.asarray(self.values[np.minimum(position, last)])

    def kept(self, lower: Bound | None, upper: Bound | None) -> FloatArray:
        """Return how much of each sample lies in (lower, upper], by value or by share."""
        kept = self.weights
        if lower is not None and not lower.is_percent:
            kept = np.where(self.values > lower.value, kept, 0.0)
        if upper is not None and not upper.is_percent:
            kept = np.where(self.values <= upper.value, kept, 0.0)
        if (lower and lower.is_percent) or (upper and upper.is_percent):
            kept = np.minimum(kept, self._share(lower, upper))
        return kept

    def _share(self, lower: Bound | None, upper: Bound | None) -> FloatArray:
        """Return how much of each sample lies between two shares of its group."""
        totals = self.totals[self.groups]
        end = self.reached - self.bases[self.groups]
        first = totals * (lower.value / _PERCENT) if lower else np.zeros_like(totals)
        last = totals * (upper.value / _PERCENT) if upper else totals
        share = np.minimum(end, last) - np.maximum(end - self.weights, first)
        return np.asarray(np.maximum(share, 0.0))

    def total(self, amounts: FloatArray) -> FloatArray:
        """Add up amounts per group."""
        return np.asarray(np.add.reduceat(amounts, self.starts))

    def limit(self, bound: Bound | None, open_end: float) -> FloatArray:
        """Return the value at a bound, per sample."""
        if bound is None:
            return np.full_like(self.values, open_end)
        if bound.is_percent:
            return self.percentile(bound.value)[self.groups]
        return np.full_like(self.values, bound.value)


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
            return samples.total(clipped * samples.weights) / samples.totals
    kept = samples.kept(lower, upper)
    count = samples.total(kept)
    match statistic.kind:
        case StatisticKind.TRIMMED_COUNT:
            return count
        case StatisticKind.PERCENTILE_RANK:
            return _PERCENT * count / samples.totals
        case StatisticKind.TRIMMED_SUM:
            return samples.total(kept * samples.values)
        case _:
            return samples.total(kept * samples.values) / count
