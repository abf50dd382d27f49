"""AVG, SUM, MIN, MAX, STDDEV and DATAPOINT_COUNT.

Over one time series they give a scalar from all its points; over an array they give a time
series, slot by slot, with a point where at least one series has one. Per slot AVG divides by
the number of series (a missing value counts as 0); the others look only at the values present.
STDDEV is that of the population: AWS does not say which it takes.
"""

from collections.abc import Callable

import numpy as np

from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math.values import Scalar, TimeSeries, TimeSeriesArray, Value

_OVER_TIME: dict[str, Callable[[FloatArray], float]] = {
    "AVG": lambda points: float(points.mean()),
    "SUM": lambda points: float(points.sum()),
    "MIN": lambda points: float(points.min()),
    "MAX": lambda points: float(points.max()),
    "STDDEV": lambda points: float(points.std()),
}


def _average(stacked: FloatArray) -> FloatArray:
    return np.asarray(np.nansum(stacked, axis=0) / len(stacked))


def _deviation(stacked: FloatArray) -> FloatArray:
    present = ~np.isnan(stacked)
    count = np.maximum(present.sum(axis=0), 1)
    mean = np.where(present, stacked, 0.0).sum(axis=0) / count
    squares = np.where(present, (stacked - mean) ** 2, 0.0).sum(axis=0)
    return np.asarray(np.sqrt(squares / count))


_OVER_SERIES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "AVG": _average,
    "SUM": lambda stacked: np.asarray(np.nansum(stacked, axis=0)),
    "MIN": lambda stacked: np.asarray(np.fmin.reduce(stacked, axis=0)),
    "MAX": lambda stacked: np.asarray(np.fmax.reduce(stacked, axis=0)),
    "STDDEV": _deviation,
    "DATAPOINT_COUNT": lambda stacked: (~np.isnan(stacked)).sum(axis=0).astype(np.float64),
}


def aggregate(function: str, value: Value, slots: int) -> Value:
    """Aggregate one series to a scalar, or an array of series to one series of `slots`."""
    if isinstance(value, TimeSeriesArray):
        return _over_series(function, value, slots)
    assert isinstance(value, TimeSeries)
    points = value.values[~value.missing]
    if function == "DATAPOINT_COUNT":
        return Scalar(float(len(points)))
    return Scalar(statistic(function, points))


def statistic(function: str, points: FloatArray) -> float:
    """Return AVG, SUM, MIN, MAX or STDDEV of the points present.

    NaN when there are none, or when the result is too large for a number.
    """
    if not len(points):
        return float("nan")
    with np.errstate(over="ignore", invalid="ignore"):
        result = _OVER_TIME[function](points)
    return result if np.isfinite(result) else float("nan")


def _over_series(function: str, value: TimeSeriesArray, slots: int) -> TimeSeries:
    if not len(value):
        return TimeSeries(np.full(slots, np.nan))
    stacked = np.stack([series.values for series in value])
    with np.errstate(over="ignore", invalid="ignore"):
        result = _OVER_SERIES[function](stacked)
    np.copyto(result, np.nan, where=np.isnan(stacked).all(axis=0) | np.isinf(result))
    return TimeSeries(result)
