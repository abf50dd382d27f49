"""The values of a query that CloudWatch alone can compute, supplied by the caller."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tocsin.evaluation.array_types import FloatArray, Seconds
from tocsin.evaluation.data.metric_series import MetricSeriesError


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppliedSeries:
    """The values of a query that cannot be computed offline, such as an anomaly band.

    Supply one array for a series and two, lower then upper, for a band.

    Attributes:
        query_id: The query in ``Metrics`` that they stand for, or the text of the call whose
            result they are, such as ``ANOMALY_DETECTION_BAND(m1)``.
        alarm_name: The alarm they belong to; None for any alarm with such a query.
        contributor: Which of the series that the query gives; empty where it gives one.
        timestamps: Seconds since 1970, ascending, each the start of a slot, ``(points,)``.
        bounds: The values, or the lower and the upper bound of a band, ``(points,)`` each.
        arrivals: When CloudWatch had each, ascending, in seconds; None when nothing is late.
    """

    query_id: str
    alarm_name: str | None = None
    contributor: str = ""
    timestamps: FloatArray
    bounds: tuple[FloatArray, ...]
    arrivals: FloatArray | None = None

    @classmethod
    def of(
        cls,
        query_id: str,
        timestamps: ArrayLike,
        *bounds: ArrayLike,
        alarm_name: str | None = None,
        contributor: str = "",
        arrival: ArrayLike | None = None,
    ) -> "SuppliedSeries":
        """Make one from anything that numpy takes as arrays."""
        return cls(
            query_id=query_id,
            alarm_name=alarm_name,
            contributor=contributor,
            timestamps=np.asarray(timestamps, dtype=np.float64),
            bounds=tuple(np.asarray(bound, dtype=np.float64) for bound in bounds),
            arrivals=None if arrival is None else np.asarray(arrival, dtype=np.float64),
        )

    def __post_init__(self) -> None:
        expected = self.timestamps.size
        if len(self.bounds) not in {1, 2} or any(b.size != expected for b in self.bounds):
            message = f"query {self.query_id!r}: give one or two arrays as long as the timestamps"
            raise MetricSeriesError(message)
        if self.arrivals is not None and self.arrivals.size != expected:
            message = f"query {self.query_id!r}: give an arrival for each of the timestamps"
            raise MetricSeriesError(message)

    def in_slots(
        self, starts: Seconds, period: int, *, seen_at: FloatArray | None = None
    ) -> list[FloatArray]:
        """Return each bound slot by slot: a slot takes the newest value that begins within it.

        Args:
            starts: The start of each slot, ``(slots,)``.
            period: Seconds of a slot.
            seen_at: When each slot is looked at, ``(slots,)``: what arrives later is not there;
                None to take all whenever it arrived.

        Returns:
            As many arrays as bounds, ``(slots,)`` each; NaN where no value begins.
        """
        newest = np.searchsorted(self.timestamps, starts + period) - 1
        if seen_at is not None and self.arrivals is not None:
            arrived = np.searchsorted(self.arrivals, seen_at, side="right") - 1
            newest = np.minimum(newest, arrived)
        # Where nothing comes before a slot's end, newest is -1 and finds the element appended.
        begins_within = np.append(self.timestamps, -np.inf)[newest] >= starts
        return [
            np.where(begins_within, np.append(bound, np.nan)[newest], np.nan)
            for bound in self.bounds
        ]
