"""The runs of a cron expression, as rows of runs with the gaps between them."""

from calendar import isleap
from collections.abc import Iterator
from datetime import date

from tocsin.schedules.cron import Cron
from tocsin.schedules.days import month_shape
from tocsin.schedules.periods import Period, day_of, number_of
from tocsin.schedules.stretch import DAY, Stretch, joined, stretch_of
from tocsin.schedules.time_zone import Change, SkippedTimes, instant_of

_LONGEST_YEAR = 366

Row = tuple[int, Stretch]
"""From when times are counted, in seconds since 1970, and runs in a row."""


class Rows:
    """Makes rows of runs of one cron expression; rows that look alike are made once."""

    def __init__(self, cron: Cron, skipped: SkippedTimes) -> None:
        self._cron = cron
        self._skipped = skipped
        self._times = [60 * minute for minute in cron.times]
        self._day = stretch_of(self._times)
        self._years: dict[tuple[bool, int, int, int], Stretch | None] = {}
        self._calm_rows: dict[tuple[int, ...], Stretch | None] = {}
        self._stirred_rows: dict[tuple[tuple[int, ...], ...], Stretch | None] = {}

    def of(self, period: Period) -> Iterator[Row]:
        """Yield the runs of some days, ascending."""
        return self._stirred(period) if period.changes else self._calm(period)

    def _calm(self, period: Period) -> Iterator[Row]:
        first, last = day_of(period.first), day_of(period.last)
        for year in self._cron.years_between(first.year, last.year):
            begins = number_of(date(year, 1, 1))
            row = self._year(year, max(0, period.first - begins), period.last - begins)
            if row is not None:
                yield begins * DAY - period.offset, row

    def _year(self, year: int, first: int, last: int) -> Stretch | None:
        """Return the runs of a year from one day to another, counted from its first midnight."""
        key = (isleap(year), month_shape(year, 1).begins_on, first, min(last, _LONGEST_YEAR))
        if key not in self._years:
            self._years[key] = joined(self._months(year, first, last))
        return self._years[key]

    def _months(self, year: int, first: int, last: int) -> Iterator[Row]:
        new_year = number_of(date(year, 1, 1))
        for _, month in self._cron.months_between(date(year, 1, 1), date(year, 12, 31)):
            begins = number_of(date(year, month, 1)) - new_year
            days = self._cron.days_in(year, month)
            row = self._month(days, first - begins + 1, last - begins + 1)
            if row is not None:
                yield begins * DAY, row

    def _month(self, days: tuple[int, ...], first: int, last: int) -> Stretch | None:
        """Return the runs of a month from one day to another, counted from its first midnight."""
        some = tuple(day - 1 for day in days if first <= day <= last)
        if some not in self._calm_rows:
            self._calm_rows[some] = joined((day * DAY, self._day) for day in some)
        return self._calm_rows[some]

    def _stirred(self, period: Period) -> Iterator[Row]:
        found = self._cron.dates(day_of(period.first), day_of(period.last))
        days = tuple(number_of(day) - period.first for day in found)
        base = period.first * DAY
        near = tuple(change.earlier(base) for change in period.changes)
        key = (days, *((change.at, change.before, change.after) for change in near))
        if key not in self._stirred_rows:
            self._stirred_rows[key] = self._among(days, near)
        row = self._stirred_rows[key]
        if row is not None:
            yield base, row

    def _among(self, days: tuple[int, ...], changes: tuple[Change, ...]) -> Stretch | None:
        """Return the runs of days on which clocks change."""
        local = (day * DAY + time for day in days for time in self._times)
        runs = {
            run for each in local if (run := instant_of(each, changes, self._skipped)) is not None
        }
        return stretch_of(sorted(runs)) if runs else None
