"""FIRST, LAST, SORT, SLICE, REMOVE_EMPTY and METRIC_COUNT: functions of arrays of time series."""

import math

import numpy as np

from tocsin.evaluation.math.aggregation import statistic
from tocsin.evaluation.math.values import Scalar, TimeSeries, TimeSeriesArray


def pick(array: TimeSeriesArray, index: int, slots: int) -> TimeSeries:
    """Return one series of the array (0 the first, -1 the last); empty if there is none."""
    return array.series[index] if len(array) else TimeSeries(np.full(slots, np.nan))


def sort(
    array: TimeSeriesArray, function: str, order: str, limit: Scalar | None
) -> TimeSeriesArray:
    """Order the series by a statistic of their points; series without points come last."""
    sign = -1 if order == "DESC" else 1

    def rank(series: TimeSeries) -> tuple[bool, float]:
        value = statistic(function, series.values[~series.missing])
        return math.isnan(value), 0.0 if math.isnan(value) else sign * value

    ordered = sorted(array, key=rank)
    return TimeSeriesArray(tuple(ordered[: None if limit is None else _index(limit)]))


def slice_of(array: TimeSeriesArray, start: Scalar, end: Scalar | None) -> TimeSeriesArray:
    """Return the series from `start` (counted from 0) up to, not including, `end`."""
    return TimeSeriesArray(array.series[_index(start) : None if end is None else _index(end)])


def remove_empty(array: TimeSeriesArray) -> TimeSeriesArray:
    """Leave out the series that have no point."""
    return TimeSeriesArray(tuple(series for series in array if not series.missing.all()))


def metric_count(array: TimeSeriesArray) -> Scalar:
    """Count the series of the array."""
    return Scalar(float(len(array)))


def _index(scalar: Scalar) -> int:
    return 0 if math.isnan(scalar.value) else max(int(scalar.value), 0)
