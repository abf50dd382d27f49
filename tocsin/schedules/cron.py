"""A cron expression, and the local times that it means."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tocsin.schedules.days import DayRule, MonthShape, month_shape
from tocsin.schedules.part import Numbers, values_of

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""The years of AWS's cron expressions; one without a field for years is read for as long."""

EVERY_YEAR = (
    Numbers(text="*", values=tuple(range(FIRST_YEAR, LAST_YEAR + 1)), step=None, is_open=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """When something runs, in local time, to the minute.

    Attributes:
        expression: `cron(...)` with one space between fields.
        minutes: What its field lists.
        hours: What its field lists.
        days: Which days of a month it runs on.
        months: What its field lists.
        years: What its field lists.
        times: At which minutes of a day it runs, ascending.
    """

    expression: str
    minutes: tuple[Numbers, ...]
    hours: tuple[Numbers, ...]
    days: DayRule
    months: tuple[Numbers, ...]
    years: tuple[Numbers, ...] = EVERY_YEAR
    times: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _months: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _years: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _by_shape: dict[MonthShape, tuple[int, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Work out what the fields list: two centuries are asked for it often."""
        hours, minutes = values_of(self.hours), values_of(self.minutes)
        times = tuple(60 * hour + minute for hour in hours for minute in minutes)
        object.__setattr__(self, "times", times)
        object.__setattr__(self, "_months", values_of(self.months))
        object.__setattr__(self, "_years", values_of(self.years))

    @property
    def last_year(self) -> int:
        """The last year in which it may run."""
        return self._years[-1]

    def days_in(self, year: int, month: int) -> tuple[int, ...]:
        """Return the days of a month on which it runs, if it runs in that month, ascending."""
        shape = month_shape(year, month)
        if shape not in self._by_shape:
            self._by_shape[shape] = tuple(sorted(self.days.days_in(shape)))
        return self._by_shape[shape]

    def years_between(self, first: int, last: int) -> tuple[int, ...]:
        """Return the years in which it may run, from one to another, ascending."""
        years = self._years
        return years[bisect_left(years, first) : bisect_right(years, last)]

    def months_between(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        """Yield years and months in which it may run, from that of *first* to that of *last*."""
        months = self._months
        for year in self.years_between(first.year, last.year):
            begin = bisect_left(months, first.month) if year == first.year else 0
            end = bisect_right(months, last.month) if year == last.year else len(months)
            for month in months[begin:end]:
                yield year, month

    def dates(self, first: date, last: date) -> Iterator[date]:
        """Yield the days on which it runs from *first* to *last*, both included, ascending."""
        for year, month in self.months_between(first, last):
            for day in self.days_in(year, month):
                if first <= (found := date(year, month, day)) <= last:
                    yield found
