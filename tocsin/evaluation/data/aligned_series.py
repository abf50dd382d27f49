"""What an alarm compares, slot by slot."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tocsin.evaluation.array_types import Flags, FloatArray, Indices


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedSeries:
    """The datapoints of slots; every column has the shape of ``values``.

    Attributes:
        values: What is compared; NaN where there is no datapoint. ``(slots,) float64``, or
            ``(evaluations, slots)`` for what each of several evaluations reads.
        counts: Samples behind each datapoint; None when each has one or they are not known.
        lower: The lower bound of the band in each slot; None with a static threshold.
        upper: The upper bound of the band in each slot; None with a static threshold.
    """

    values: FloatArray
    counts: FloatArray | None = None
    lower: FloatArray | None = None
    upper: FloatArray | None = None

    @property
    def is_comparable(self) -> Flags:
        """Which slots can be judged: they hold a datapoint, and the band if there is one."""
        comparable = ~np.isnan(self.values)
        for bound in (self.lower, self.upper):
            if bound is not None:
                comparable &= ~np.isnan(bound)
        return comparable

    def at(self, places: Indices | int) -> "AlignedSeries":
        """Return the columns at some places, in the shape of the places; or one row of them."""
        return self.rearranged(lambda column: column[places])

    def in_rows(self, slots: int) -> "AlignedSeries":
        """Return the columns as ``(evaluations, slots)``: so many slots in each row."""
        return self.rearranged(lambda column: column.reshape(-1, slots))

    def rearranged(self, rearrange: Callable[[FloatArray], FloatArray]) -> "AlignedSeries":
        """Return the same with each column passed through a function."""
        return AlignedSeries(
            values=rearrange(self.values),
            counts=None if self.counts is None else rearrange(self.counts),
            lower=None if self.lower is None else rearrange(self.lower),
            upper=None if self.upper is None else rearrange(self.upper),
        )
