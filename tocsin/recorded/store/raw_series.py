"""A series as a file has it, before it is trusted, and which of its points are bad.

Each check marks the bad points of a series and leaves the rest to the next:

    minutes  0  1  1  2.5  3      values  1  nan  2  5  4
    not finite    nan at minute 1 goes, which leaves minutes 0, 1, 2.5, 3
    off period    2.5 goes, which leaves minutes 0, 1, 3
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tocsin.diagnostics import KeyPath, Location, Position, Problem
from tocsin.evaluation import FloatArray
from tocsin.recorded.instant import shown_instant
from tocsin.recorded.store.series import SeriesKey

_SKIP = "correct it, or leave such points out with --ignore-bad"
_MOST_OF_A_KIND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSeries:
    """Points of one series from one place of a file.

    Attributes:
        key: What they are.
        timestamps: The start of each period, in seconds since 1970, `(points,)`.
        values: The values, `(points,)`; NaN where the file has one.
        source: The file.
        key_path: The place in a document, as `("m1", "Values")`; empty for tables.
        rows: The line of each point in a table, or its number in the list of a document,
            `(points,) int64`.
    """

    key: SeriesKey
    timestamps: FloatArray
    values: FloatArray
    source: str
    key_path: KeyPath = ()
    rows: NDArray[np.int64]

    def taken(self, indices: NDArray[np.int64]) -> "RawSeries":
        """Return the points of some indices, in that order."""
        return replace(
            self,
            timestamps=self.timestamps[indices],
            values=self.values[indices],
            rows=self.rows[indices],
        )

    def problem(self, index: int, what: str) -> Problem:
        """Return a problem with the point of an index."""
        row = int(self.rows[index])
        in_table = not self.key_path
        where = Location(
            source=self.source,
            key_path=(str(self.key),) if in_table else (*self.key_path, row),
            position=Position(line=row, column=1) if in_table else None,
        )
        return Problem(kind="recorded/bad-datapoint", where=where, what=what, fix=_SKIP)


def check_series(series: RawSeries) -> tuple[RawSeries, list[Problem]]:
    """Return the good points in order of time, and a problem for each bad one.

    Points in descending order are as good as ascending ones: so CloudWatch returns them unless
    asked otherwise. Of very many bad points of one kind, the first are named and the rest counted.
    """
    if _is_sound(series):
        return series, []
    problems: list[Problem] = []
    for check in (_not_finite, _out_of_order, _doubled, _off_period):
        bad, what = check(series)
        problems += _problems(series, bad, what)
        if check is _out_of_order:
            series = _sorted(series)
        elif bad.any():
            series = series.taken(np.flatnonzero(~bad))
    return series, problems


def _is_sound(series: RawSeries) -> bool:
    """Say whether nothing can be wrong: every value is a number, and each period has one."""
    steps = np.diff(series.timestamps)
    return bool((steps == series.key.period).all() and np.isfinite(series.values).all())


_Finding = tuple[NDArray[np.bool_], Callable[[int], str]]
"""Which points are bad, `(points,)`, and what is wrong with the one of an index."""


def _not_finite(series: RawSeries) -> _Finding:
    return ~np.isfinite(
        series.values
    ), lambda index: f"{series.values[index]} is not a number that CloudWatch returns"


def _out_of_order(series: RawSeries) -> _Finding:
    stamps = series.timestamps
    descends = stamps.size > 1 and stamps[0] > stamps[-1]
    bad = _follows(stamps, np.greater if descends else np.less)
    return (
        bad,
        lambda index: (
            f"{shown_instant(stamps[index])} stands after {shown_instant(stamps[index - 1])}, "
            "out of order"
        ),
    )


def _doubled(series: RawSeries) -> _Finding:
    stamps = series.timestamps
    return _follows(
        stamps, np.equal
    ), lambda index: f"{shown_instant(stamps[index])} stands twice in {series.key}"


def _off_period(series: RawSeries) -> _Finding:
    stamps, period = series.timestamps, series.key.period
    if not ((stamps - stamps[:1]) % period).any():
        return np.zeros(stamps.size, dtype=bool), str
    phases, places, counts = np.unique(stamps % period, return_inverse=True, return_counts=True)
    # Most points decide which are off; of two phases with as many, that of the first point.
    usual = places[counts[places].argmax()]
    shifts = (phases - phases[usual]) % period
    return (
        places != usual,
        lambda index: (
            f"{shown_instant(stamps[index])} lies {shifts[places[index]]:g} s off the other "
            f"points, which lie whole periods of {period} s apart"
        ),
    )


def _follows(stamps: FloatArray, relation: np.ufunc) -> NDArray[np.bool_]:
    """Return where a point is in some relation to the one before it, `(points,)`."""
    bad = np.zeros(stamps.size, dtype=bool)
    bad[1:] = relation(stamps[1:], stamps[:-1])
    return bad


def _sorted(series: RawSeries) -> RawSeries:
    stamps = series.timestamps
    if (stamps[1:] >= stamps[:-1]).all():
        return series
    if (stamps[1:] <= stamps[:-1]).all():
        return series.taken(np.arange(stamps.size)[::-1])
    return series.taken(np.argsort(stamps, kind="stable"))


def _problems(
    series: RawSeries, bad: NDArray[np.bool_], what: Callable[[int], str]
) -> Iterator[Problem]:
    found = [int(index) for index in np.flatnonzero(bad)]
    for index in found[:_MOST_OF_A_KIND]:
        yield series.problem(index, what(index))
    if len(found) > _MOST_OF_A_KIND:
        rest = len(found) - _MOST_OF_A_KIND
        yield series.problem(found[_MOST_OF_A_KIND], f"{rest} more points have the same problem")
