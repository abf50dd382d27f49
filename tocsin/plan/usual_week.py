"""Which rate is usual for which share of a week."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from tocsin.traffic import Profile
from tocsin.viewpoint import QuietTime, UsualRate

_DAY = 24 * 60
_WEEK = 7 * _DAY
"""Minutes."""

_MONDAY = datetime(2026, 1, 5)  # noqa: DTZ001 - the clock of each time zone, in turn
"""The week whose clocks count: that summer time moves some hours by one is left out."""

_Hours = tuple[time, time] | None


@lru_cache(maxsize=1_024)
def usual_week(
    usual: tuple[UsualRate, ...], quiet: tuple[QuietTime, ...]
) -> tuple[Profile | None, int]:
    """Return what is usual, and for how many minutes of the week neither a rate nor quiet is said.

    Quiet days of the calendar, which a week does not have, are not counted.

    Args:
        usual: Rates, of which the first that fits a time holds.
        quiet: When no event is normal.
    """
    rates: list[float | None] = [None] * _WEEK
    for each in reversed(usual):
        span = each.span
        for minute in _minutes(*span) if span is not None else range(_WEEK):
            rates[minute] = each.rate.per_second
    for each_quiet in quiet:
        if each_quiet.dates is None:
            for minute in _minutes(each_quiet.hours, each_quiet.days, each_quiet.time_zone):
                rates[minute] = 0.0
    found = Counter(rates)
    unsaid, _ = found.pop(None, 0), found.pop(0.0, 0)
    shares = tuple((rate, count / _WEEK) for rate, count in found.items() if rate is not None)
    return (Profile(shares=shares) if shares else None), unsaid


def _minutes(hours: _Hours, days: Sequence[int] | None, time_zone: str) -> Iterator[int]:
    """Yield the minutes of the week, counted in UTC, of hours on the clock of a time zone."""
    offset = ZoneInfo(time_zone).utcoffset(_MONDAY)
    ahead = int(offset.total_seconds() // 60) if offset is not None else 0
    begin, end = (_of_day(each) for each in hours) if hours is not None else (0, 0)
    length = (end - begin) % _DAY or _DAY
    for day in range(7) if days is None else days:
        first = day * _DAY + begin - ahead
        yield from (minute % _WEEK for minute in range(first, first + length))


def _of_day(clock: time) -> int:
    return clock.hour * 60 + clock.minute
