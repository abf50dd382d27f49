"""The five-field cron expressions of mute rules: minutes, hours, day of month, month, weekday.

Each field takes `*`, numbers, lists (`,`) and ranges (`-`), which is all that AWS documents for
mute rules; months and weekdays may be English names. Where both day of month and day of week
are restricted, a day that matches either counts, as in cron everywhere.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tocsin.diagnostics import InvalidValueError, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    name: str
    first: int
    last: int
    names: tuple[str, ...] = ()
    first_name: int = 0


_MONTHS = tuple(name.upper() for name in calendar.month_abbr[1:])
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_FIELDS = (
    _Field(name="minutes", first=0, last=59),
    _Field(name="hours", first=0, last=23),
    _Field(name="day of month", first=1, last=31),
    _Field(name="month", first=1, last=12, names=_MONTHS, first_name=1),
    _Field(name="day of week", first=0, last=7, names=_WEEKDAYS),
)
_SUNDAY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """When a cron expression matches, in local time.

    `weekdays` counts from Sunday = 0. `any_day` says that either the day of month or the day
    of week is `*`, so that a day has to match both.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    any_day: bool

    def matches_date(self, day: date) -> bool:
        """Whether it matches at some time of that day."""
        if day.month not in self.months:
            return False
        by_date = day.day in self.days
        by_weekday = day.isoweekday() % 7 in self.weekdays
        return by_date and by_weekday if self.any_day else by_date or by_weekday

    def occurrences(self, first: date, last: date) -> Iterator[datetime]:
        """Yield the local times (without a zone) from `first` to `last`, both included."""
        times = [time(hour, minute) for hour in sorted(self.hours) for minute in self.minutes]
        times.sort()
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if self.matches_date(day):
                yield from (datetime.combine(day, moment) for moment in times)


def parse_cron(fields: str) -> Cron:
    """Parse what stands between the brackets of `cron(…)`.

    Raises:
        InvalidValueError: It does not have five fields, or one is out of its range.
    """
    given = fields.split()
    if len(given) != len(_FIELDS):
        names = ", ".join(field.name for field in _FIELDS)
        what = f"{quoted(fields)} has {len(given)} fields"
        raise InvalidValueError(what, f"write five fields: {names}")
    minutes, hours, days, months, weekdays = (
        _values(text, field) for text, field in zip(given, _FIELDS, strict=True)
    )
    return Cron(
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=frozenset(day % _SUNDAY for day in weekdays),
        any_day="*" in (given[2], given[4]),
    )


def _values(text: str, field: _Field) -> frozenset[int]:
    values: set[int] = set()
    for part in text.split(","):
        if part == "*":
            values.update(range(field.first, field.last + 1))
            continue
        start, _, end = part.partition("-")
        first = _number(start, field)
        last = _number(end, field) if "-" in part else first
        if first > last:
            what = f"{quoted(part)} is not a range of {field.name}"
            raise InvalidValueError(what, "write it from a lower to a higher value")
        values.update(range(first, last + 1))
    return frozenset(values)


def _number(text: str, field: _Field) -> int:
    if text.upper() in field.names:
        return field.names.index(text.upper()) + field.first_name
    if text.isascii() and text.isdigit() and field.first <= int(text) <= field.last:
        return int(text)
    names = f" or {', '.join(field.names)}" if field.names else ""
    raise InvalidValueError(
        f"{quoted(text)} is not a value of {field.name}",
        f"{field.name} takes *, {field.first} to {field.last}{names}, lists with , and ranges"
        " with -",
    )
