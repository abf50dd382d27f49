"""DIFF, DIFF_TIME, RATE and RUNNING_SUM: from each point and the points before it.

Differences are taken from the previous point that exists, however many slots ago it was; the
first point has none. Slots without a point stay without one.
"""

from collections.abc import Callable

import numpy as np

from tocsin.evaluation.array_types import FloatArray, Seconds
from tocsin.evaluation.math.arithmetic import finite
from tocsin.evaluation.math.values import TimeSeries, TimeSeriesArray, Value

_Change = Callable[[FloatArray, Seconds], FloatArray]

_CHANGES: dict[str, _Change] = {
    "DIFF": lambda points, _: _after_first(np.diff(points)),
    "DIFF_TIME": lambda _, times: _after_first(np.diff(times)),
    "RATE": lambda points, times: _after_first(np.diff(points) / np.diff(times)),
    "RUNNING_SUM": lambda points, _: np.cumsum(points),
}

FUNCTIONS = frozenset(_CHANGES)


def change(function: str, value: Value, timestamps: Seconds) -> Value:
    """Apply one of the functions to a series, or to each series of an array."""
    if isinstance(value, TimeSeriesArray):
        series = (_of_series(_CHANGES[function], item, timestamps) for item in value)
        return TimeSeriesArray(tuple(series))
    assert isinstance(value, TimeSeries)
    return _of_series(_CHANGES[function], value, timestamps)


def _of_series(apply: _Change, series: TimeSeries, timestamps: Seconds) -> TimeSeries:
    present = ~series.missing
    values = np.full(len(series), np.nan)
    if present.any():
        with np.errstate(over="ignore", invalid="ignore"):
            values[present] = apply(series.values[present], timestamps[present])
    return series.with_values(finite(values))


def _after_first(differences: FloatArray | Seconds) -> FloatArray:
    return np.concatenate(([np.nan], differences.astype(np.float64)))
