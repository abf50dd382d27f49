"""Recorded results of expressions: bands, searches and Metrics Insights queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tocsin.evaluation import FloatArray

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
    """

    expression: str
    region: str | None
    period: int
    timestamps: FloatArray
    bounds: tuple[FloatArray, ...]

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
    return replace(parts[0], timestamps=times, bounds=bounds)


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
