"""ABS, CEIL, FLOOR, LOG and LOG10 of each point.

A logarithm of a number that is not positive has no value: the point is dropped.
"""

from collections.abc import Callable

import numpy as np

from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math.arithmetic import finite
from tocsin.evaluation.math.values import TimeSeries, TimeSeriesArray, Value

_FUNCTIONS: dict[str, Callable[[FloatArray], FloatArray]] = {
    "ABS": np.abs,
    "CEIL": np.ceil,
    "FLOOR": np.floor,
    "LOG": np.log,
    "LOG10": np.log10,
}

FUNCTIONS = frozenset(_FUNCTIONS)


def apply(function: str, value: TimeSeries | TimeSeriesArray) -> Value:
    """Apply the function to a series, or to each series of an array."""
    if isinstance(value, TimeSeriesArray):
        return TimeSeriesArray(tuple(_of_series(function, series) for series in value))
    return _of_series(function, value)


def _of_series(function: str, series: TimeSeries) -> TimeSeries:
    with np.errstate(divide="ignore", invalid="ignore"):
        return series.with_values(finite(_FUNCTIONS[function](series.values)))
