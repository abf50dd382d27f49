"""When nobody is on call."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tocsin.on_call.hours import Span
from tocsin.on_call.shift import Shift

_WEEK: Final = timedelta(weeks=1)
_WATCHED: Final = (datetime(2026, 1, 5, tzinfo=UTC), 20 * 53)
"""From which Monday on, and for how many weeks, shifts are watched: the rules for changing clocks
that are known today come all in that time, and synthesis must not depend on today's date.
"""


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
        # A time that no shift covers may have begun in the week before, or go on in the next.
        for span in uncovered(shifts, monday - _WEEK, monday + 2 * _WEEK):
            if span[1] > monday and span[0] < monday + _WEEK:
                return span
    return None


def _weeks_that_differ(shifts: Sequence[Shift]) -> Iterator[datetime]:
    """Yield weeks that clocks make differ from all before: others are covered as one of these."""
    zones = [ZoneInfo(name) for name in dict.fromkeys(shift.time_zone for shift in shifts)]
    seen = set[tuple[timedelta | None, ...]]()
    first, count = _WATCHED
    for number in range(count):
        monday = first + number * _WEEK
        begin, end = (
            tuple(at.astimezone(zone).utcoffset() for zone in zones)
            for at in (monday, monday + _WEEK)
        )
        if begin != end or begin not in seen:
            seen.add(begin)
            yield monday
