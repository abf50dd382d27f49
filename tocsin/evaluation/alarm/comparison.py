"""Does a datapoint breach: the comparison operators of an alarm."""

from enum import StrEnum
from typing import TypeAlias

import numpy as np

from tocsin.evaluation.array_types import Flags, FloatArray

_Values: TypeAlias = FloatArray | np.float64


class Comparison(StrEnum):
    """A comparison operator; the statistic is its first operand."""

    GREATER = "GreaterThanThreshold"
    GREATER_OR_EQUAL = "GreaterThanOrEqualToThreshold"
    LESS = "LessThanThreshold"
    LESS_OR_EQUAL = "LessThanOrEqualToThreshold"
    OUTSIDE_BAND = "LessThanLowerOrGreaterThanUpperThreshold"
    BELOW_BAND = "LessThanLowerThreshold"
    ABOVE_BAND = "GreaterThanUpperThreshold"

    @property
    def needs_band(self) -> bool:
        """Say whether the operator compares with an anomaly detection band."""
        return self in _BAND_OPERATORS


_BAND_OPERATORS = frozenset({Comparison.OUTSIDE_BAND, Comparison.BELOW_BAND, Comparison.ABOVE_BAND})


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
