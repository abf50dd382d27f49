"""Which days of a month a cron expression means."""

from calendar import monthrange
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from tocsin.schedules.part import (
    DayOfMonthPart,
    DayOfWeekPart,
    LastDay,
    LastOfMonth,
    LastWeekday,
    NearestWeekday,
    NthOfMonth,
    Numbers,
)

SUNDAY, SATURDAY = 1, 7
DAYS_OF_WEEK = range(SUNDAY, SATURDAY + 1)


@dataclass(frozen=True, slots=True)
class MonthShape:
    """All of a month that decides its days; there are 28 shapes.

    Attributes:
        length: Its days.
        begins_on: The day of the week of the first; 1 is Sunday, as AWS counts.
    """

    length: int
    begins_on: int

    def weekday(self, day: int) -> int:
        """Return the day of the week of a day; 1 is Sunday."""
        return (self.begins_on + day - 2) % len(DAYS_OF_WEEK) + 1

    def on(self, weekday: int) -> list[int]:
        """Return the days that fall on a day of the week, ascending."""
        return [day for day in range(1, self.length + 1) if self.weekday(day) == weekday]

    def nearest_weekday(self, day: int) -> int:
        """Return the day from Monday to Friday nearest to *day*; it never leaves the month."""
        if self.weekday(day) == SATURDAY:
            return day - 1 if day > 1 else day + 2
        if self.weekday(day) == SUNDAY:
            return day + 1 if day < self.length else day - 2
        return day


@cache
def month_shape(year: int, month: int) -> MonthShape:
    """Return the shape of a month."""
    from_monday, length = monthrange(year, month)
    return MonthShape(length, (from_monday + 1) % len(DAYS_OF_WEEK) + 1)


class DayRule(Protocol):
    """Chooses days of a month."""

    def days_in(self, month: MonthShape) -> frozenset[int]:
        """Return the days of a month of this shape."""


@dataclass(frozen=True, slots=True)
class DaysOfMonth:
    """Days by their number in the month."""

    parts: tuple[DayOfMonthPart, ...]

    def days_in(self, month: MonthShape) -> frozenset[int]:
        """Return the days of a month of this shape."""
        days = {day for part in self.parts for day in _days_of_month(part, month)}
        return frozenset(day for day in days if day <= month.length)


@dataclass(frozen=True, slots=True)
class DaysOfWeek:
    """Days by their name in the week."""

    parts: tuple[DayOfWeekPart, ...]

    def days_in(self, month: MonthShape) -> frozenset[int]:
        """Return the days of a month of this shape."""
        return frozenset(day for part in self.parts for day in _days_of_week(part, month))


@dataclass(frozen=True, slots=True)
class EitherDay:
    """Days by both, as in Unix: one of the two is enough, unless one is `*`."""

    days_of_month: DaysOfMonth
    days_of_week: DaysOfWeek
    needs_both: bool

    def days_in(self, month: MonthShape) -> frozenset[int]:
        """Return the days of a month of this shape."""
        by_number = self.days_of_month.days_in(month)
        by_name = self.days_of_week.days_in(month)
        return by_number & by_name if self.needs_both else by_number | by_name


def _days_of_month(part: DayOfMonthPart, month: MonthShape) -> tuple[int, ...]:
    match part:
        case Numbers():
            return part.values
        case LastDay():
            return (month.length,)
        case LastWeekday():
            return (month.nearest_weekday(month.length),)
        case NearestWeekday():
            return (month.nearest_weekday(part.day),) if part.day <= month.length else ()


def _days_of_week(part: DayOfWeekPart, month: MonthShape) -> list[int]:
    match part:
        case Numbers():
            return [day for weekday in part.values for day in month.on(weekday)]
        case LastOfMonth():
            return month.on(part.weekday)[-1:]
        case NthOfMonth():
            return month.on(part.weekday)[part.number - 1 : part.number]
