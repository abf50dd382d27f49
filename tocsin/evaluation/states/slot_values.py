"""Samples of one metric → the statistic of each slot."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tocsin.alarms import Statistic, StatisticKind
from tocsin.evaluation.array_types import FloatArray, Indices, LongFloatArray
from tocsin.evaluation.data import MetricSeries
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.statistics import (
    SlotValues,
    exact_sums,
    grouped_statistic,
    sliding_reduction,
)
from tocsin.evaluation.windows import SlotGrid

# Overlapping slots share samples; this bounds the memory for the pairs of slot and sample.
_PAIRS_AT_ONCE = 1 << 20

# Example: the Sum of samples 5 (at 10:00:10), 7 (10:00:40) and 1 (10:03:05), in slots of two
# minutes that begin each minute from 10:00 on. Four slots overlap in five buckets of a minute:
#
#   bucket              10:00  10:01  10:02  10:03  10:04
#   index of samples    0, 0                 3
#   present, starts     [0, 3], [0, 2]       buckets with samples, and where their samples begin
#   sums                 12      0      0      1      0
#   counts                2      0      0      1      0
#   sliding over two    [12, 0, 1, 1]        and of the counts [2, 0, 1, 1]
#   values              [12, NaN, 1, 1]      a slot without samples has none


def slot_values(
    statistic: Statistic, series: MetricSeries, grid: SlotGrid, options: EvaluationOptions
) -> SlotValues:
    """Compute a statistic for each slot of a grid, from all samples whenever they arrived.

    Returns:
        Values and counts of ``(slots,)``.
    """
    if series.timestamps.size == 0:
        slots = grid.starts.size
        return SlotValues(values=np.full(slots, np.nan), counts=np.zeros(slots))
    if grid.step is None or not statistic.is_simple:
        return _from_pairs(statistic, series, grid, options)
    if _has_one_sample_a_slot(statistic, series, grid):
        return SlotValues(values=_placed(series, grid, grid.step))
    return _from_buckets(statistic, series, grid, grid.step)


def arrived_values(
    statistic: Statistic,
    series: MetricSeries,
    grid: SlotGrid,
    *,
    evaluations: Indices,
    times: FloatArray,
    options: EvaluationOptions,
) -> SlotValues:
    """Compute a statistic for each slot of each evaluation, from what had arrived by then.

    Args:
        statistic: What to compute.
        series: Where the samples are.
        grid: The slots.
        evaluations: The indices of some evaluations, ``(evaluations,)``.
        times: The time of each, ``(evaluations,)``.
        options: How percentiles are interpolated.

    Returns:
        Values and counts of ``(evaluations * grid.size,)``: row after row, oldest slot first.
    """
    newest = grid.newest[evaluations]
    oldest = newest - grid.stride * (grid.size - 1)
    stamps = series.timestamps
    first = np.searchsorted(stamps, grid.starts[oldest])
    last = np.searchsorted(stamps, grid.ends[newest])
    rows, samples = _pairs(first, last)
    if series.arrivals is not None:
        arrived = series.arrivals[samples] <= times[rows]
        rows, samples = rows[arrived], samples[arrived]
    # Of the slots that hold a sample, an evaluation reads the one whole strides from its oldest.
    slot = np.searchsorted(grid.starts, stamps[samples], side="right") - 1 - oldest[rows]
    groups = rows * grid.size + slot // grid.stride
    return grouped_statistic(
        statistic,
        series,
        samples,
        groups,
        group_count=evaluations.size * grid.size,
        options=options,
    )


def _pairs(first: Indices, last: Indices) -> tuple[Indices, Indices]:
    """Expand ranges [first, last) into pairs of range number and element, in order.

    ``[0, 2], [2, 5]`` are the ranges [0, 2) and [2, 5): ``[0, 0, 1, 1, 1], [0, 1, 2, 3, 4]``.
    """
    lengths = np.maximum(last - first, 0)
    rows = np.repeat(np.arange(first.size), lengths)
    pairs_before_row = np.cumsum(lengths) - lengths
    return rows, np.arange(rows.size) - pairs_before_row[rows] + first[rows]


def _has_one_sample_a_slot(statistic: Statistic, series: MetricSeries, grid: SlotGrid) -> bool:
    """Say whether each sample is the statistic of its slot, as with a sample a minute."""
    return (
        grid.stride == 1
        and series.counts is None
        and statistic.kind is not StatisticKind.SAMPLE_COUNT
        and series.interval == grid.step
    )


def _placed(series: MetricSeries, grid: SlotGrid, step: int) -> FloatArray:
    """Return the samples of a series on a grid of the same step, each in its slot."""
    values = np.full(grid.starts.size, np.nan)
    shift = int((series.timestamps[0] - grid.starts[0]) // step)
    if series.positions is not None:
        first, last = np.searchsorted(series.positions, (-shift, values.size - shift))
        values[series.positions[first:last] + shift] = series.sums[first:last]
        return values
    first, last = max(0, shift), min(values.size, shift + series.sums.size)
    if first < last:
        values[first:last] = series.sums[first - shift : last - shift]
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class _Buckets:
    """Samples in buckets as long as the step of the grid.

    Attributes:
        samples: Which samples of the series lie in buckets.
        present: The buckets that have samples, ascending.
        starts: Where the samples of each of them begin, counted from the first in a bucket.
        count: How many buckets there are.
    """

    samples: slice
    present: Indices
    starts: Indices
    count: int

    def reduced(
        self, ufunc: np.ufunc, column: FloatArray | LongFloatArray, empty: float
    ) -> FloatArray:
        """Reduce the samples of each bucket to one number, ``(count,)``, in the column's format."""
        chosen = column[self.samples]
        buckets = np.full(self.count, empty, dtype=chosen.dtype)
        if chosen.size:
            buckets[self.present] = ufunc.reduceat(chosen, self.starts)
        return buckets


def _from_buckets(
    statistic: Statistic, series: MetricSeries, grid: SlotGrid, step: int
) -> SlotValues:
    """Reduce samples to buckets, and buckets to slots, each of which covers ``stride`` buckets."""
    count = grid.starts.size + grid.stride - 1
    buckets = _buckets(series, int(grid.starts[0]), step, count)
    weights = np.ones_like(series.sums) if series.counts is None else series.counts
    counts = sliding_reduction(np.add, buckets.reduced(np.add, weights, 0.0), grid.stride)
    values = _simple_statistic(statistic, series, buckets, counts, grid.stride)
    return SlotValues(values=np.where(counts > 0, values, np.nan), counts=counts)


def _buckets(series: MetricSeries, origin: int, step: int, count: int) -> _Buckets:
    stamps = series.timestamps
    first, last = np.searchsorted(stamps, (origin, origin + step * count))
    index = ((stamps[first:last] - origin) // step).astype(np.int64)
    starts = np.flatnonzero(np.diff(index, prepend=-1))
    return _Buckets(samples=slice(first, last), present=index[starts], starts=starts, count=count)


def _simple_statistic(
    statistic: Statistic,
    series: MetricSeries,
    buckets: _Buckets,
    counts: FloatArray,
    stride: int,
) -> FloatArray:
    match statistic.kind:
        case StatisticKind.SAMPLE_COUNT:
            return counts
        case StatisticKind.MINIMUM:
            lowest = buckets.reduced(np.minimum, series.minimums, np.inf)
            return sliding_reduction(np.minimum, lowest, stride)
        case StatisticKind.MAXIMUM:
            highest = buckets.reduced(np.maximum, series.maximums, -np.inf)
            return sliding_reduction(np.maximum, highest, stride)
        case _:
            sums = buckets.reduced(np.add, exact_sums(series), 0.0)
            total = sliding_reduction(np.add, sums, stride)
            if statistic.kind is StatisticKind.AVERAGE:
                total = total / np.maximum(counts, 1.0)
            return total.astype(np.float64, copy=False)


def _from_pairs(
    statistic: Statistic, series: MetricSeries, grid: SlotGrid, options: EvaluationOptions
) -> SlotValues:
    """Pair each slot with each of its samples, for statistics that need all of them at once."""
    first = np.searchsorted(series.timestamps, grid.starts)
    last = np.searchsorted(series.timestamps, grid.ends)
    values, counts = np.full(first.size, np.nan), np.zeros(first.size)
    for slots in _chunks(last - first):
        rows, samples = _pairs(first[slots], last[slots])
        size = slots.stop - slots.start
        found = grouped_statistic(
            statistic, series, samples, rows, group_count=size, options=options
        )
        assert found.counts is not None
        values[slots], counts[slots] = found.values, found.counts
    return SlotValues(values=values, counts=counts)


def _chunks(lengths: Indices) -> Iterator[slice]:
    """Cut slots into runs that have about ``_PAIRS_AT_ONCE`` samples together."""
    samples_up_to = np.cumsum(lengths)
    start = 0
    while start < lengths.size:
        before = int(samples_up_to[start - 1]) if start else 0
        stop = int(np.searchsorted(samples_up_to, before + _PAIRS_AT_ONCE, side="right"))
        stop = max(stop, start + 1)
        yield slice(start, min(stop, lengths.size))
        start = stop
