"""Which points of a series are bad: no numbers, out of order, doubled, off the period."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from tocsin.diagnostics import Problem
from tocsin.evaluation import FloatArray
from tocsin.recorded.instant import shown_instant
from tocsin.recorded.store.raw_series import RawSeries

_MOST_OF_A_KIND = 5


def check_series(series: RawSeries) -> tuple[RawSeries, list[Problem]]:
    """Return the good points in order of time, and a problem for each bad one.

    Points in descending order are as good as ascending ones: so CloudWatch returns them unless
    asked otherwise. Of very many bad points of one kind, the first are named and the rest counted.
    """
    problems: list[Problem] = []
    for check in (_not_finite, _out_of_order, _doubled, _off_period):
        bad, what = check(series)
        problems += _problems(series, bad, what)
        if check is _out_of_order:
            series = _sorted(series)
        elif bad.any():
            series = series.taken(np.flatnonzero(~bad))
    return series, problems


_Finding = tuple[NDArray[np.bool_], Callable[[int], str]]


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
    offsets = stamps - stamps[:1].sum()
    return (
        offsets % period != 0,
        lambda index: (
            f"{shown_instant(stamps[index])} is {offsets[index]:g} s after the first point, "
            f"which is not a multiple of the period of {period} s"
        ),
    )


def _follows(stamps: FloatArray, relation: np.ufunc) -> NDArray[np.bool_]:
    """Return where a point is in some relation to the one before it."""
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
