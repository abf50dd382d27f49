"""The values of metric math: scalars, time series, and arrays of time series.

A missing point is NaN, and so is a scalar that has no value (the average of an empty series).
All series of one evaluation share one grid of slots.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from tocsin.evaluation.array_types import Flags, FloatArray


@dataclass(frozen=True, slots=True)
class Scalar:
    """One number that belongs to no slot."""

    value: float


@dataclass(frozen=True, slots=True, eq=False)
class TimeSeries:
    """One value a slot; NaN where the series has no point."""

    values: FloatArray
    label: str = ""

    def __len__(self) -> int:
        """Count the slots, missing ones included."""
        return len(self.values)

    @property
    def missing(self) -> Flags:
        """Which slots have no point."""
        return np.isnan(self.values)

    def with_values(self, values: FloatArray) -> "TimeSeries":
        """Return a series of the same label with other values."""
        return replace(self, values=values)


@dataclass(frozen=True, slots=True, eq=False)
class TimeSeriesArray:
    """Time series in an order, as METRICS() and `[m1, m2]` build them."""

    series: tuple[TimeSeries, ...]

    def __iter__(self) -> Iterator[TimeSeries]:
        """Iterate over the series in order."""
        return iter(self.series)

    def __len__(self) -> int:
        """Count the series."""
        return len(self.series)

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of each series, in order."""
        return tuple(series.label for series in self.series)


Value: TypeAlias = Scalar | TimeSeries | TimeSeriesArray
SeriesInput: TypeAlias = Value | FloatArray | Sequence[float | None] | Sequence[FloatArray]
"""What a caller may hand in for an id: a value, one array of values a slot, or several arrays."""


def as_value(given: SeriesInput, label: str) -> Value:
    """Make a typed value of what a caller handed in; series without a label get `label`."""
    if isinstance(given, Scalar | TimeSeries | TimeSeriesArray):
        return given
    if isinstance(given, np.ndarray) and given.ndim == 1:
        return TimeSeries(np.asarray(given, dtype=np.float64), label)
    if _is_flat(given):
        return TimeSeries(np.array(given, dtype=np.float64), label)
    arrays = [np.asarray(array, dtype=np.float64) for array in given]
    return TimeSeriesArray(
        tuple(TimeSeries(array, f"{label} {index}") for index, array in enumerate(arrays))
    )


def _is_flat(given: Sequence[object] | FloatArray) -> bool:
    return len(given) > 0 and all(item is None or np.isscalar(item) for item in given)
