"""When nobody is on call."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from tocsin.on_call.hours import Span
from tocsin.on_call.shift import Shift
from tocsin.on_call.wall_clock import change

_WEEK: Final = timedelta(weeks=1)
_FIRST_MONDAY: Final = datetime(2026, 1, 5, tzinfo=UTC)
_WEEKS: Final = 20 * 52
"""From when on, and for how long, shifts are watched: all rules for changing clocks that are known
today come in that time, and synthesis must not depend on today's date.
"""

_Clock = tuple[timedelta | None, timedelta | None, timedelta | None]
"""Offset from UTC at the begin and the end of a week, and how long after its begin it changes."""


def uncovered(shifts: Sequence[Shift], begin: datetime, end: datetime) -> Iterator[Span]:
    """Yield the times between two moments in UTC in which no shift is on, in order."""
    covered = begin
    for begins, ends in sorted(span for shift in shifts for span in shift.spans(begin, end)):
        if begins > covered:
            yield covered, begins
        covered = max(covered, ends)
    if covered < end:
        yield covered, end


def first_uncovered(shifts: Sequence[Shift]) -> Span | None:
    """Return the first time in some decades in which no shift is on, None if there is none.

    Hours in two time zones move against each other while clocks have changed in one of them alone.
    """
    for monday in _weeks_that_differ(shifts):
        found = next(uncovered(shifts, monday, monday + _WEEK), None)
        if found is not None:
            # It may have begun in the week before, or go on in the next.
            around = uncovered(shifts, monday - _WEEK, monday + 2 * _WEEK)
            return next(span for span in around if span[1] > found[0])
    return None


def _weeks_that_differ(shifts: Sequence[Shift]) -> Iterator[datetime]:
    """Yield the weeks in which clocks are, or change, as in no week before.

    In all others shifts cover the same times.
    """
    zones = {shift.time_zone for shift in shifts} or {"UTC"}
    seen = set[tuple[_Clock, ...]]()
    for number, together in enumerate(zip(*map(_clocks, sorted(zones)), strict=True)):
        if together not in seen:
            seen.add(together)
            yield _FIRST_MONDAY + number * _WEEK


@lru_cache(maxsize=64)  # every rotation of a viewpoint asks for the same few zones
def _clocks(time_zone: str) -> tuple[_Clock, ...]:
    """Return what clocks do in each week that is watched."""
    zone = ZoneInfo(time_zone)
    found: list[_Clock] = []
    before = _FIRST_MONDAY.astimezone(zone).utcoffset()
    for number in range(_WEEKS):
        monday = _FIRST_MONDAY + number * _WEEK
        after = (monday + _WEEK).astimezone(zone).utcoffset()
        at = None if before == after else change(monday, monday + _WEEK, zone) - monday
        found.append((before, after, at))
        before = after
    return tuple(found)
