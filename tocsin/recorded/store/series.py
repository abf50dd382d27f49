"""A recorded series: what identifies it, and its points; and recorded results of expressions.

Points lie on a grid, so that their times are a first time and how many periods later each stands:

    timestamps 00:00, 01:00, 03:00 with values 0, 255, 7 every 60 s
    become     first 00:00, slots [0, 1, 3], values [0, 255, 7] as bytes

Without a gap even the slots are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation import FloatArray, Metric, Statistic
from tocsin.recorded.store.coverage import Span, united

PERIOD_FORMS = "1, 5, 10, 20, 30 or a multiple of 60 seconds, at most 604800"
_HIGH_RESOLUTION = (1, 5, 10, 20, 30)
_MINUTE = 60
_LONGEST = 7 * 86_400
_EXACT_TYPES = (np.uint8, np.int16, np.int32, np.float32)
_PROBE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesKey:
    """What identifies a series: one statistic of one metric.

    Attributes:
        metric: Namespace, name and dimensions.
        statistic: What each value is.
        period: Seconds that each value stands for, from its timestamp on.
        unit: The unit that was asked for; None when any was taken or it is not known.
        region: Where the metric is; None when the recording does not say.
    """

    metric: Metric
    statistic: Statistic
    period: int
    unit: str | None = None
    region: str | None = None

    def __str__(self) -> str:
        """Render as `Shop Orders {} Sum of 60 s`."""
        unit = f" in {self.unit}" if self.unit else ""
        return f"{self.metric} {self.statistic.text} of {self.period} s{unit}"


@lru_cache(maxsize=1024)
def is_period(seconds: int) -> bool:
    """Say whether CloudWatch has a period of so many seconds."""
    return seconds in _HIGH_RESOLUTION or (seconds % _MINUTE == 0 and 0 < seconds <= _LONGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactSeries:
    """Points in order of time; ten thousand series of a week fit into a gigabyte.

    Attributes:
        first: The first timestamp, in seconds since 1970.
        period: Seconds between two points that follow each other.
        slots: How many periods each point lies after the first, `(points,) int32`; None when
            none is missing.
        values: The values, `(points,)`, in the smallest type that has each of them exactly.
    """

    first: float
    period: int
    slots: NDArray[np.integer] | None
    values: NDArray[Any]

    @classmethod
    def of(cls, timestamps: FloatArray, values: FloatArray, period: int) -> "CompactSeries":
        """Pack points.

        Args:
            timestamps: Seconds since 1970, `(points,)`, ascending by multiples of the period.
            values: `(points,)`.
            period: In seconds.
        """
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
        """The start of each period, in seconds since 1970, `(points,)`."""
        slots = np.arange(self.values.size) if self.slots is None else self.slots
        return np.asarray(self.first + slots * float(self.period), dtype=np.float64)

    @property
    def floats(self) -> FloatArray:
        """The values as numbers of double precision, as they were, `(points,)`."""
        return self.values.astype(np.float64)

    @property
    def last(self) -> float:
        """The last timestamp, in seconds since 1970."""
        slot = self.values.size - 1 if self.slots is None else int(self.slots[-1])
        return self.first + slot * self.period


def joined(parts: Sequence[CompactSeries]) -> tuple[FloatArray, FloatArray]:
    """Return the timestamps and values of several parts, `(points,)` each, in order of time.

    A time that several parts have is there several times.
    """
    timestamps = np.concatenate([part.timestamps for part in parts])
    values = np.concatenate([part.floats for part in parts])
    if (timestamps[1:] < timestamps[:-1]).any():
        order = np.argsort(timestamps, kind="stable")
        return timestamps[order], values[order]
    return timestamps, values


def _smallest(values: FloatArray) -> NDArray[Any]:
    for kind in _EXACT_TYPES:
        # Most types fail at once, and then need not be tried on the rest.
        if _packed(values[:_PROBE], kind) is None:
            continue
        packed = _packed(values, kind)
        if packed is not None:
            return packed
    return values


def _packed(values: FloatArray, kind: type[Any]) -> NDArray[Any] | None:
    """Return values in another type, or None if it has not each of them exactly."""
    with np.errstate(all="ignore"):  # what does not fit is found by the comparison
        packed = values.astype(kind)
    return packed if np.array_equal(packed, values) else None


_BOUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedExpression:
    """What an expression gave.

    Attributes:
        expression: The expression in its canonical spelling.
        region: Where; None when the recording does not say.
        period: Seconds between two values.
        timestamps: The start of each period, in seconds since 1970, `(points,)`.
        bounds: The values, or the lower and the upper bound of a band, `(points,)` each.
        recorded: For which times it was recorded, if its files say so.
    """

    expression: str
    region: str | None
    period: int
    timestamps: FloatArray
    bounds: tuple[FloatArray, ...]
    recorded: tuple[Span, ...] = ()

    @property
    def coverage(self) -> tuple[Span, ...]:
        """For which times it was recorded."""
        return united(self.recorded or (self.range,))

    @property
    def range(self) -> tuple[float, float]:
        """The first time and the end of the last period."""
        if not self.timestamps.size:
            return 0.0, 0.0
        return float(self.timestamps[0]), float(self.timestamps[-1]) + self.period


def continued(expressions: Iterable[RecordedExpression]) -> tuple[RecordedExpression, ...]:
    """Join results of the same expression that several files have; each time counts once."""
    found: dict[tuple[object, ...], list[RecordedExpression]] = {}
    for each in expressions:
        identity = (each.expression, each.region, each.period, len(each.bounds))
        found.setdefault(identity, []).append(each)
    return tuple(_joined(parts) for parts in found.values())


def _joined(parts: Sequence[RecordedExpression]) -> RecordedExpression:
    stamps = np.concatenate([part.timestamps for part in parts])
    times, chosen = np.unique(stamps, return_index=True)
    columns = zip(*(part.bounds for part in parts), strict=True)
    bounds = tuple(np.concatenate(column)[chosen] for column in columns)
    recorded = tuple(span for part in parts for span in part.recorded)
    return replace(parts[0], timestamps=times, bounds=bounds, recorded=recorded)


def as_band(
    results: Sequence[tuple[FloatArray, FloatArray]],
) -> tuple[FloatArray, tuple[FloatArray, ...]]:
    """Return the times and the bounds of one or two results of one expression.

    The lower of two values at a time is the lower bound, whichever result came first. A time
    that only one of the two has is left out: values 5, 6 at 00:00, 01:00 and values 1, 2 at 01:00,
    02:00 give the band from 1 to 6 at 01:00.

    Args:
        results: The times and the values of each result, `(points,)` each.
    """
    if len(results) == 1:
        return results[0][0], (results[0][1],)
    assert len(results) == _BOUNDS
    (first_times, first), (second_times, second) = results
    times, in_first, in_second = np.intersect1d(first_times, second_times, return_indices=True)
    pair = first[in_first], second[in_second]
    return times, (np.minimum(*pair), np.maximum(*pair))
