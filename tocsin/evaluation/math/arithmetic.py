"""`+ - * / ^` and unary minus on scalars, time series and arrays of time series.

Between two series a missing operand counts as 0 wherever the other has a point; where neither
has, there is no point. A result that is not a finite number (division by zero, overflow, a
root of a negative number) drops the point.
"""

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math.values import Scalar, TimeSeries, TimeSeriesArray, Value

_Operator = Callable[[Any, Any], Any]

OPERATORS: dict[str, _Operator] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}


def calculate(symbol: str, left: Value, right: Value) -> Value:
    """Apply an arithmetic operator; at most one side may be an array of time series."""
    if isinstance(left, TimeSeriesArray):
        return TimeSeriesArray(tuple(_on_series(symbol, item, right, item) for item in left))
    if isinstance(right, TimeSeriesArray):
        return TimeSeriesArray(tuple(_on_series(symbol, left, item, item) for item in right))
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        return Scalar(_on_scalars(symbol, left.value, right.value))
    return _on_series(symbol, left, right, TimeSeries(np.empty(0)))


def negate(value: Value) -> Value:
    """Return the value with every point's sign changed."""
    match value:
        case Scalar(value=number):
            return Scalar(-number)
        case TimeSeries():
            return value.with_values(-value.values)
        case TimeSeriesArray(series=series):
            return TimeSeriesArray(tuple(item.with_values(-item.values) for item in series))


def finite(values: FloatArray) -> FloatArray:
    """Return `values` with infinities made missing, in place."""
    np.copyto(values, np.nan, where=np.isinf(values))
    return values


def _on_scalars(symbol: str, left: float, right: float) -> float:
    with np.errstate(all="ignore"):
        result = OPERATORS[symbol](np.float64(left), np.float64(right))
    # IEEE says NaN ^ 0 = 1, but a scalar without a value stays without one.
    if np.isnan(left) or np.isnan(right) or not np.isfinite(result):
        return float("nan")
    return float(result)


def _on_series(symbol: str, left: Value, right: Value, named: TimeSeries) -> TimeSeries:
    apply = OPERATORS[symbol]
    with np.errstate(all="ignore"):
        match left, right:
            case Scalar(value=scalar), TimeSeries(values=series):
                values = _where_present(apply(np.float64(scalar), series), scalar, series)
            case TimeSeries(values=series), Scalar(value=scalar):
                values = _where_present(apply(series, np.float64(scalar)), scalar, series)
            case TimeSeries(), TimeSeries():
                values = _on_pairs(apply, left.values, right.values)
    return named.with_values(values)


def _where_present(result: FloatArray, scalar: float, series: FloatArray) -> FloatArray:
    if np.isnan(scalar):
        return np.full(series.shape, np.nan)
    np.copyto(result, np.nan, where=~np.isfinite(result) | np.isnan(series))
    return result


def _on_pairs(apply: _Operator, left: FloatArray, right: FloatArray) -> FloatArray:
    result: FloatArray = apply(left, right)
    # Gaps and undefined points are few as a rule, so only these slots are worked out again.
    doubtful = np.flatnonzero(~np.isfinite(result))
    if len(doubtful):
        result[doubtful] = _with_gaps_as_zero(apply, left[doubtful], right[doubtful])
    return result


def _with_gaps_as_zero(apply: _Operator, left: FloatArray, right: FloatArray) -> FloatArray:
    left_missing, right_missing = np.isnan(left), np.isnan(right)
    result: FloatArray = apply(
        np.where(left_missing, 0.0, left), np.where(right_missing, 0.0, right)
    )
    undefined = left_missing & right_missing | ~np.isfinite(result)
    np.copyto(result, np.nan, where=undefined)
    return result
