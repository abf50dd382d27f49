"""When a datapoint of a metric alarm breaches."""

from typing import TypeAlias

import numpy as np

from tocsin.alarms import Comparison
from tocsin.evaluation.array_types import Flags, FloatArray

_Values: TypeAlias = FloatArray | np.float64


def breaches(
    comparison: Comparison,
    values: _Values,
    threshold: float,
) -> Flags:
    """Compare each value with a static threshold; a missing value (NaN) does not breach."""
    match comparison:
        case Comparison.GREATER:
            return np.greater(values, threshold)
        case Comparison.GREATER_OR_EQUAL:
            return np.greater_equal(values, threshold)
        case Comparison.LESS:
            return np.less(values, threshold)
        case _:
            return np.less_equal(values, threshold)


def breaches_band(
    comparison: Comparison,
    values: _Values,
    lower: _Values,
    upper: _Values,
) -> Flags:
    """Compare each value with the band of its own slot; the comparison is strict."""
    below: Flags = values < lower
    above: Flags = values > upper
    match comparison:
        case Comparison.BELOW_BAND:
            return below
        case Comparison.ABOVE_BAND:
            return above
        case _:
            return np.logical_or(below, above)
