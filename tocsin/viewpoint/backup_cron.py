"""When AWS Backup starts its jobs: cron expressions of six fields.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Self

from tocsin.diagnostics import InvalidValueError, quoted

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1
    )
}
_DAYS = {
    name: number for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), 1)
}
_FORM = "write cron(minutes hours day-of-month month day-of-week year), as cron(0 3 * * ? *)"
_PART = re.compile(r"(?:(\*)|(\w+)(?:-(\w+))?)(?:/([0-9]{1,4}))?")
_NUMBER = re.compile(r"[0-9]{1,4}")
_LAST_DAY, _LAST_WEEKDAY = "L", "LW"
_SATURDAY, _SUNDAY, _SATURDAY_OF_CRON = 6, 7, 7
_MINUTES_IN_A_DAY = 24 * 60
_YEARS = range(2024, 2033)
"""Three leap years, and nearly each day of the year on each day of the week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCron:
    """A cron expression; the year is not read, because backups have no end.

    Attributes:
        times: Minutes since midnight, ascending.
        months: From 1 to 12.
        days: Parts of the field for days of the month; None when the days of the week decide.
        weekdays: Parts of the field for days of the week; None when the days of the month decide.
    """

    times: tuple[int, ...]
    months: frozenset[int]
    days: tuple[str, ...] | None
    weekdays: tuple[str, ...] | None

    @classmethod
    def parse(cls, expression: str) -> Self:
        """Read `cron(0 3 * * ? *)`.

        Raises:
            InvalidValueError: It is not an expression that AWS Backup takes.
        """
        fields = expression.removeprefix("cron(").removesuffix(")").split()
        minutes, hours, days, months, weekdays = fields[:5]
        if (days == "?") == (weekdays == "?"):
            what = f"{quoted(expression)} needs a day of the month or of the week, and not both"
            raise InvalidValueError(what, "write ? for exactly one of the two")
        found = cls(
            times=tuple(
                sorted(
                    60 * hour + minute
                    for hour in _numbers(hours, 0, 23)
                    for minute in _numbers(minutes, 0, 59)
                )
            ),
            months=_numbers(months, 1, 12, _MONTHS),
            days=None if days == "?" else tuple(days.split(",")),
            weekdays=None if weekdays == "?" else tuple(weekdays.split(",")),
        )
        if next(found.dates(), None) is None:
            raise InvalidValueError(f"{quoted(expression)} is never", _FORM)
        return found

    def dates(self) -> Iterator[date]:
        """Yield the days of some years on which it starts jobs, ascending."""
        for year in _YEARS:
            for month in sorted(self.months):
                yield from (date(year, month, day) for day in sorted(self._days_in(year, month)))

    def _days_in(self, year: int, month: int) -> frozenset[int]:
        first = date(year, month, 1)
        if self.days is not None:
            found = [_days_of_month(part, first) for part in self.days]
        else:
            found = [_weekdays_in_month(part, first) for part in self.weekdays or ()]
        last = monthrange(year, month)[1]
        return frozenset(day for days in found for day in days if day <= last)


@cache
def starts(expression: str) -> tuple[int, ...]:
    """Return when it starts jobs in some years, as minutes since 0001-01-01, ascending.

    Raises:
        InvalidValueError: It is not an expression that AWS Backup takes.
    """
    cron = BackupCron.parse(expression)
    return tuple(
        _MINUTES_IN_A_DAY * (day.toordinal() - 1) + time
        for day in cron.dates()
        for time in cron.times
    )


@cache
def longest_interval(expression: str) -> timedelta:
    """Return the longest time between two starts, in a zone whose clocks do not change.

    Raises:
        InvalidValueError: It is not an expression that AWS Backup takes.
    """
    never = _MINUTES_IN_A_DAY * 366 * len(_YEARS)
    gaps = (late - early for early, late in pairwise(starts(expression)))
    return timedelta(minutes=max(gaps, default=never))


def _numbers(
    field: str, low: int, high: int, names: Mapping[str, int] | None = None
) -> frozenset[int]:
    """Return the numbers that a field stands for."""
    found: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise InvalidValueError(f"{quoted(part)} is not part of a cron expression", _FORM)
        star, first, last, step = match.groups()
        begin = low if star else _number(first, low, high, names or {})
        end = _number(last, low, high, names or {}) if last else begin
        if star or (step and not last):
            end = high
        if end < begin or step == "0":
            raise InvalidValueError(f"{quoted(part)} stands for nothing", _FORM)
        found.update(range(begin, end + 1, int(step or 1)))
    return frozenset(found)


def _number(text: str, low: int, high: int, names: Mapping[str, int]) -> int:
    value = names.get(text.upper()) or (int(text) if _NUMBER.fullmatch(text) else None)
    if value is None or not low <= value <= high:
        raise InvalidValueError(f"{quoted(text)} is not from {low} to {high}", _FORM)
    return value


def _days_of_month(part: str, first: date) -> frozenset[int]:
    """Return what a part for days of the month stands for in the month that begins on *first*."""
    last = monthrange(first.year, first.month)[1]
    if part == _LAST_DAY:
        return frozenset({last})
    if part == _LAST_WEEKDAY:
        return frozenset({_nearest_weekday(first, last, last)})
    if part.endswith("W"):
        wanted = _number(part.removesuffix("W"), 1, 31, {})
        return frozenset({_nearest_weekday(first, wanted, last)} if wanted <= last else ())
    return _numbers(part, 1, 31)


def _nearest_weekday(first: date, day: int, last: int) -> int:
    """Return the day from Monday to Friday that is nearest to *day* in its month."""
    weekday = first.replace(day=day).isoweekday()
    if weekday == _SATURDAY:
        return day - 1 if day > 1 else day + 2
    if weekday == _SUNDAY:
        return day + 1 if day < last else day - 2
    return day


def _weekdays_in_month(part: str, first: date) -> frozenset[int]:
    """Return what a part for days of the week stands for in the month that begins on *first*."""
    wanted, mark, number = part.partition("#")
    name = wanted.removesuffix("L")
    numbers = _numbers(name or str(_SATURDAY_OF_CRON), 1, 7, _DAYS)
    last = monthrange(first.year, first.month)[1]
    found = [
        day
        for day in range(1, last + 1)
        if first.replace(day=day).isoweekday() % 7 + 1 in numbers  # cron counts from Sunday
    ]
    if mark:
        which = _number(number, 1, 5, {})
        return frozenset(found[which - 1 : which])
    # An `L` alone is the last day of the week; after a day it is the last such day of the month.
    return frozenset(found[-1:] if wanted.endswith("L") and name else found)
