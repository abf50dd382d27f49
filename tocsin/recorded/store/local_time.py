"""Times that say no zone: as they stand on a clock, which jumps twice a year.

Of a clock in Berlin the file of a night in October has 02:00 to 02:55 twice, and one of a night in
March goes from 01:55 to 03:00. Read as UTC, the one has points out of order and the other a hole.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation import FloatArray

_BLOCK = 900.0
"""Clocks change at quarters of an hour, and nowhere else since CloudWatch began."""

_HOUR = 3_600.0
_COMMON = (
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "America/Sao_Paulo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip


def localized(walls: FloatArray, zone: tzinfo) -> FloatArray:
    """Return what times on a clock are in seconds since 1970.

    An hour that a clock shows twice is the first one until the times of a file go back.

    Args:
        walls: Seconds since 1970 as if the clock showed UTC, `(points,)`, as a file has them.
        zone: The clock's zone.
    """
    blocks, places = np.unique(np.floor(walls / _BLOCK) * _BLOCK, return_inverse=True)
    offsets = np.array([_offsets(float(each), zone) for each in blocks]).reshape(-1, 2)
    first, second = offsets[places, 0], offsets[places, 1]
    # Where the later offset is the smaller one, the clock was put back: both exist.
    is_doubled = first > second
    descends = walls.size > 1 and walls[0] > walls[-1]
    chosen = np.where(is_doubled & _is_again(walls, is_doubled, descends=descends), second, first)
    return np.asarray(walls - chosen, dtype=np.float64)


def _offsets(wall: float, zone: tzinfo) -> tuple[float, float]:
    """Return the offsets of a moment on a clock, if it is the first such moment and the second."""
    naive = datetime.fromtimestamp(wall, UTC).replace(tzinfo=None)
    found = (naive.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    first, second = (0.0 if each is None else each.total_seconds() for each in found)
    return first, second


def _is_again(
    walls: FloatArray, is_doubled: NDArray[np.bool_], *, descends: bool
) -> NDArray[np.bool_]:
    """Say of each point whether its clock has shown these times before, `(points,)`."""
    order = slice(None, None, -1) if descends else slice(None)
    times, doubled = walls[order], is_doubled[order]
    goes_back = np.zeros(times.size, dtype=bool)
    goes_back[1:] = (times[1:] <= times[:-1]) & doubled[1:]
    return np.asarray((np.cumsum(goes_back) > 0)[order], dtype=bool)


def clock_changes(walls: FloatArray, period: int) -> Iterator[str]:
    """Yield where times look like those of a clock that was put forward or back.

    Args:
        walls: As for `localized`.
        period: Seconds between two points.
    """
    steps = np.diff(walls)
    for index in np.flatnonzero(steps == _HOUR + period):
        begin = float(walls[index]) + period
        if zone := _jumping_at(begin):
            yield f"the hour from {_shown(begin)} is missing, which clocks in {zone} skip"
            return
    for index in np.flatnonzero(steps == period - _HOUR):
        begin = float(walls[index + 1])
        if zone := _jumping_at(begin):
            yield f"the hour from {_shown(begin)} is there twice, as on clocks in {zone}"
            return


def _jumping_at(wall: float) -> str | None:
    """Return a zone whose clocks skip an hour at a time, or show it twice."""
    for name in _COMMON:
        first, second = _offsets(wall, ZoneInfo(name))
        if first != second:
            return name
    return None


def _shown(wall: float) -> str:
    return f"{datetime.fromtimestamp(wall, UTC):%Y-%m-%d %H:%M}"
