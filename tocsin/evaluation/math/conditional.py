"""IF(condition, then[, otherwise]).

Only 0 is false. Where the condition has no point, neither has the result. Where the chosen
series has no point the result is 0, except that a missing `otherwise` beside a scalar `then`
drops the point, as does leaving `otherwise` out. With a scalar condition the chosen series is
the result as it stands.
"""

import numpy as np

from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math.values import Scalar, TimeSeries, Value


def choose(condition: Value, then: Value, otherwise: Value | None) -> TimeSeries:
    """Evaluate IF; arrays of time series are not among its documented forms."""
    if isinstance(condition, Scalar):
        return _choose_series(condition.value, then, otherwise)
    assert isinstance(condition, TimeSeries)
    gaps_as_zero = isinstance(then, TimeSeries)
    chosen = _branch(then, gaps_as_zero=True)
    values = np.where(condition.values != 0, chosen, _branch(otherwise, gaps_as_zero=gaps_as_zero))
    np.copyto(values, np.nan, where=condition.missing)
    return TimeSeries(values)


def _choose_series(condition: float, then: Value, otherwise: Value | None) -> TimeSeries:
    assert isinstance(then, TimeSeries)
    if condition != 0 and not np.isnan(condition):
        return then
    if condition == 0 and isinstance(otherwise, TimeSeries):
        return otherwise
    return TimeSeries(np.full(len(then), np.nan))


def _branch(value: Value | None, *, gaps_as_zero: bool) -> FloatArray | float:
    if value is None:
        return float("nan")
    if isinstance(value, Scalar):
        return value.value
    assert isinstance(value, TimeSeries)
    missing = value.missing
    if gaps_as_zero and missing.any():
        return np.where(missing, 0.0, value.values)
    return value.values
