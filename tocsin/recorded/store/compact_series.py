"""A recorded series in as little memory as holds it exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation import FloatArray

_EXACT_TYPES = (np.uint8, np.int16, np.int32, np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactSeries:
    """Points in order of time; ten thousand series of a week fit into a gigabyte.

    Attributes:
        first: The first timestamp, in seconds since 1970.
        period: Seconds between two points that follow each other.
        slots: How many periods each point lies after the first; None when none is missing.
        values: The values, in the smallest type that has each of them exactly.
    """

    first: float
    period: int
    slots: NDArray[np.integer] | None
    values: NDArray[Any]

    @classmethod
    def of(cls, timestamps: FloatArray, values: FloatArray, period: int) -> "CompactSeries":
        """Pack points whose timestamps ascend by multiples of the period."""
        first = float(timestamps[0]) if timestamps.size else 0.0
        slots = ((timestamps - first) / period).astype(np.int32)
        has_gap = bool(slots.size) and int(slots[-1]) != slots.size - 1
        return cls(
            first=first,
            period=period,
            slots=slots if has_gap else None,
            values=_smallest(values),
        )

    @property
    def timestamps(self) -> FloatArray:
        """The start of each period, in seconds since 1970."""
        slots = np.arange(self.values.size) if self.slots is None else self.slots
        return np.asarray(self.first + slots * float(self.period), dtype=np.float64)

    @property
    def floats(self) -> FloatArray:
        """The values as numbers of double precision, as they were."""
        return self.values.astype(np.float64)

    @property
    def last(self) -> float:
        """The last timestamp, in seconds since 1970."""
        slot = self.values.size - 1 if self.slots is None else int(self.slots[-1])
        return self.first + slot * self.period


def joined(parts: Sequence[CompactSeries]) -> tuple[FloatArray, FloatArray]:
    """Return the timestamps and values of several parts in order; a time may be there twice."""
    timestamps = np.concatenate([part.timestamps for part in parts])
    values = np.concatenate([part.floats for part in parts])
    if (timestamps[1:] < timestamps[:-1]).any():
        order = np.argsort(timestamps, kind="stable")
        return timestamps[order], values[order]
    return timestamps, values


def _smallest(values: FloatArray) -> NDArray[Any]:
    for kind in _EXACT_TYPES:
        with np.errstate(all="ignore"):  # what does not fit is found by the comparison
            packed = values.astype(kind)
        if np.array_equal(packed, values):
            return packed
    return values
