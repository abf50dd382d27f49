"""The hours in which a shift is on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from tocsin.on_call.wall_clock import moment
from tocsin.on_call.weekdays import parse_days

Span = tuple[datetime, datetime]
"""From a moment up to another, both in UTC."""

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours that come again each week.

    Attributes:
        days: The days on which they begin, Monday is 0; never empty.
        begins: When they begin, on the wall.
        lasts: How long they last on the wall: an hour longer or shorter where clocks change.
    """

    days: tuple[int, ...]
    begins: time
    lasts: timedelta

    @classmethod
    def of_day(cls, hours: str, days: tuple[int, ...]) -> Self:
        """Read `09:00-17:00` on *days*; `22:00-06:00` ends on the day after.

        Raises:
            ValueError: It is not written so.
        """
        begins, _, ends = hours.partition("-")
        lasts = (_time_of_day(ends) - _time_of_day(begins)) % _DAY or _DAY
        return cls(days=days, begins=time.fromisoformat(begins), lasts=lasts)

    @classmethod
    def of_week(cls, hours: str) -> Self:
        """Read `Friday 17:00-Monday 09:00`, which comes once a week.

        Raises:
            ValueError: It is not written so.
        """
        (first, begins), (last, ends) = (each.split(" ") for each in hours.split("-"))
        (begin_day,), (end_day,) = parse_days(first), parse_days(last)
        lasts = (end_day - begin_day) * _DAY + _time_of_day(ends) - _time_of_day(begins)
        return cls(
            days=(begin_day,), begins=time.fromisoformat(begins), lasts=lasts % _WEEK or _WEEK
        )

    def spans(self, zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Span]:
        """Yield the hours that have a part between two moments, whole and in order."""
        # A day more on either side: it is another day elsewhere, and clocks can leave one out.
        day = begin.astimezone(zone).date() - self.lasts - 2 * _DAY
        last = end.astimezone(zone).date() + _DAY
        while day <= last:
            if day.weekday() in self.days:
                local = datetime.combine(day, self.begins)
                begins, ends = moment(local, zone), moment(local + self.lasts, zone)
                if begins < ends and begins < end and ends > begin:
                    yield begins, ends
            day += _DAY


def _time_of_day(written: str) -> timedelta:
    """Return how long after midnight a time is; `24:00` is the end of the day."""
    hours, minutes = written.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
