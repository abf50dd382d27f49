"""Comparisons, AND and OR: 1 where they hold, 0 where they do not.

Between two series the absent side counts as 0; where both are absent there is no point. A
series compared with a scalar has a point where the series has one.
"""

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from tocsin.evaluation.array_types import Flags, FloatArray
from tocsin.evaluation.math.values import Scalar, TimeSeries, Value

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "AND": lambda left, right: (left != 0) & (right != 0),
    "OR": lambda left, right: (left != 0) | (right != 0),
}


def compare(symbol: str, left: Value, right: Value) -> Value:
    """Apply a comparison, AND or OR to scalars or time series."""
    test = _COMPARISONS[symbol]
    match left, right:
        case Scalar(value=a), Scalar(value=b):
            missing = np.isnan(a) or np.isnan(b)
            return Scalar(float("nan") if missing else float(test(a, b)))
        case TimeSeries(values=series), Scalar(value=b):
            return TimeSeries(_truth(test(series, b), np.isnan(series) | np.isnan(b)))
        case Scalar(value=a), TimeSeries(values=series):
            return TimeSeries(_truth(test(a, series), np.isnan(series) | np.isnan(a)))
        case TimeSeries(values=a_series), TimeSeries(values=b_series):
            return TimeSeries(_on_pairs(test, a_series, b_series))
        case _:
            message = f"{symbol} takes scalars and time series, not an array of time series"
            raise TypeError(message)


def _on_pairs(test: Callable[[Any, Any], Any], left: FloatArray, right: FloatArray) -> FloatArray:
    left_missing, right_missing = np.isnan(left), np.isnan(right)
    if left_missing.any():
        left = np.where(left_missing, 0.0, left)
    if right_missing.any():
        right = np.where(right_missing, 0.0, right)
    return _truth(test(left, right), left_missing & right_missing)


def _truth(holds: Flags, missing: Flags) -> FloatArray:
    values = holds.astype(np.float64)
    np.copyto(values, np.nan, where=missing)
    return values
