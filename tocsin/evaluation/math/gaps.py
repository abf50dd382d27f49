"""FILL: what stands in for a missing point."""

import numpy as np

from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math.values import Scalar, TimeSeries, TimeSeriesArray, Value


def fill(value: Value, filler: Value | str) -> Value:
    """Fill the gaps of a series, or of each series of an array.

    `filler` is a scalar, a time series (its point at the same slot), `REPEAT` (the last point
    before the gap) or `LINEAR` (a line between the points around the gap). REPEAT leaves a gap
    at the start, LINEAR one at either end.
    """
    if isinstance(value, TimeSeriesArray):
        return TimeSeriesArray(tuple(_fill(series, filler) for series in value))
    assert isinstance(value, TimeSeries)
    return _fill(value, filler)


def _fill(series: TimeSeries, filler: Value | str) -> TimeSeries:
    missing = series.missing
    if not missing.any():
        return series
    if filler == "REPEAT":
        return series.with_values(_repeat(series.values))
    if filler == "LINEAR":
        return series.with_values(_interpolate(series.values))
    if isinstance(filler, Scalar):
        return series.with_values(np.where(missing, filler.value, series.values))
    assert isinstance(filler, TimeSeries)
    return series.with_values(np.where(missing, filler.values, series.values))


def _repeat(values: FloatArray) -> FloatArray:
    last = np.where(np.isnan(values), 0, np.arange(len(values)))
    np.maximum.accumulate(last, out=last)
    return values[last]


def _interpolate(values: FloatArray) -> FloatArray:
    present = np.flatnonzero(~np.isnan(values))
    if not len(present):
        return values
    slots = np.arange(len(values))
    return np.interp(slots, present, values[present], left=np.nan, right=np.nan)
