"""A statistic of each group of samples."""

from dataclasses import dataclass

import numpy as np

from tocsin.alarms import Statistic, StatisticKind
from tocsin.evaluation.array_types import FloatArray, Indices
from tocsin.evaluation.data import MetricSeries
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.statistics.distribution import distribution_statistic
from tocsin.evaluation.statistics.exact_sums import exact_sums

# Example: the Sum of the samples 5, 7 and 1, which are in the groups 0, 0 and 2 of three.
#
#   starts     0, 2          where the samples of each group begin that has any
#   present    0, 2          these groups
#   counts     2, 0, 1
#   values     12, NaN, 1    a group without samples has none


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotValues:
    """What each slot of a grid holds.

    Attributes:
        values: The statistic of each slot, ``(slots,)``; NaN where there is none.
        counts: How many samples each slot has, ``(slots,)``; None when each is a single sample.
    """

    values: FloatArray
    counts: FloatArray | None = None


def grouped_statistic(
    statistic: Statistic,
    series: MetricSeries,
    samples: Indices,
    groups: Indices,
    *,
    group_count: int,
    options: EvaluationOptions,
) -> SlotValues:
    """Compute a statistic for each group of samples.

    Args:
        statistic: What to compute.
        series: Where the samples are.
        samples: Indices of samples in the series, ``(samples,)``.
        groups: The group of each of them, ascending, ``(samples,)``.
        group_count: How many groups there are, empty ones included.
        options: How percentiles are interpolated.

    Returns:
        Values and counts of ``(group_count,)``.
    """
    values, counts = np.full(group_count, np.nan), np.zeros(group_count)
    if samples.size:
        starts = np.flatnonzero(np.diff(groups, prepend=groups[0] - 1))
        present = groups[starts]
        weights = np.ones(samples.size) if series.counts is None else series.counts[samples]
        counts[present] = np.add.reduceat(weights, starts)
        if statistic.is_simple:
            values[present] = _simple(statistic, series, samples, starts, counts[present])
        else:
            grouped = np.repeat(np.arange(present.size), np.diff(starts, append=samples.size))
            values[present] = distribution_statistic(statistic, series, samples, grouped, options)
    return SlotValues(values=values, counts=counts)


def _simple(
    statistic: Statistic,
    series: MetricSeries,
    samples: Indices,
    starts: Indices,
    counts: FloatArray,
) -> FloatArray:
    match statistic.kind:
        case StatisticKind.SAMPLE_COUNT:
            return counts
        case StatisticKind.MINIMUM:
            return np.asarray(np.minimum.reduceat(series.minimums[samples], starts))
        case StatisticKind.MAXIMUM:
            return np.asarray(np.maximum.reduceat(series.maximums[samples], starts))
        case _:
            total = np.add.reduceat(exact_sums(series, samples), starts)
            is_sum = statistic.kind is StatisticKind.SUM
            return np.asarray(total if is_sum else total / counts).astype(np.float64)
