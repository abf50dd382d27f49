"""Days of a time zone: those on which clocks change, and those between them, which are alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo

from tocsin.schedules.stretch import DAY
from tocsin.schedules.time_zone import EPOCH, Change, changes, offset_at

_MARGIN = 2 * DAY
"""No clock is further from UTC than a day, nor moved by more than one."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row in local time.

    Attributes:
        first: The first day, counted from 1970.
        last: The last day.
        offset: How far clocks are from UTC as it begins, in seconds.
        changes: The changes of clocks in it; none where all days are alike.
    """

    first: int
    last: int
    offset: int
    changes: tuple[Change, ...] = ()


def periods(zone: tzinfo, first: int, last: int) -> Iterator[Period]:
    """Yield the days from *first* to *last*, taken apart where clocks change."""
    start, end = first * DAY - _MARGIN, (last + 1) * DAY + _MARGIN
    offset = offset_at(zone, start)
    for group in _grouped(changes(zone, start, end)):
        begins, ends = max(first, _touched(group[0])[0]), min(last, _touched(group[-1])[1])
        if first < begins and first <= last:
            yield Period(first, min(begins - 1, last), offset)
        if begins <= ends:
            yield Period(begins, ends, offset, group)
        offset = group[-1].after
        first = max(first, ends + 1)
    if first <= last:
        yield Period(first, last, offset)


def _touched(change: Change) -> tuple[int, int]:
    """Return the first and the last local day that a change of clocks touches."""
    low, high = sorted((change.before, change.after))
    return (change.at + low) // DAY, (change.at + 2 * high - low) // DAY


def _grouped(found: tuple[Change, ...]) -> Iterator[tuple[Change, ...]]:
    """Yield changes; those that touch the same days stand in one group."""
    group: tuple[Change, ...] = ()
    for change in found:
        if group and _touched(change)[0] > _touched(group[-1])[1]:
            yield group
            group = ()
        group = (*group, change)
    if group:
        yield group


def number_of(day: date) -> int:
    """Return a day as a number, counted from 1970."""
    return day.toordinal() - EPOCH.toordinal()


def day_of(number: int) -> date:
    """Return the day of that number."""
    return date.fromordinal(number + EPOCH.toordinal())
