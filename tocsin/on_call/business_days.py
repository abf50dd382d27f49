"""The days on which people work."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tocsin.on_call.wall_clock import moment

MONDAY_TO_FRIDAY: Final = (0, 1, 2, 3, 4)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessDays:
    """Days of the week without holidays.

    Attributes:
        days: The days of the week on which people work, Monday is 0; never empty.
        time_zone: Where they do: an IANA name, as `Europe/Berlin`.
        begins: When their day begins, on the wall.
        holidays: Dates that are none.
        holidays_end: The first date of which no holidays are known any more: from then on each of
            the days is a business day. None where nobody has holidays.
    """

    days: tuple[int, ...] = MONDAY_TO_FRIDAY
    time_zone: str = "UTC"
    begins: time = time(9)
    holidays: frozenset[date] = field(default_factory=frozenset)
    holidays_end: date | None = None

    def is_business_day(self, day: date) -> bool:
        """Say whether people work on a date."""
        return day.weekday() in self.days and day not in self.holidays

    def next_begin(self, at: datetime) -> datetime:
        """Return when the next business day begins after *at*, in UTC.

        In the night before a business day that is its morning, and in the day that of the next.

        Args:
            at: A moment with a time zone.
        """
        # A day before: a begin that clocks leave out comes later than they show.
        day = at.astimezone(self._zone).date() - _DAY
        while True:
            begins = self.begin_of(day)
            if self.is_business_day(day) and begins > at.astimezone(UTC):
                return begins
            day += _DAY

    def begin_of(self, day: date) -> datetime:
        """Return when a date begins for people who work, in UTC."""
        return moment(datetime.combine(day, self.begins), self._zone)

    def knows_holidays(self, at: datetime) -> bool:
        """Say whether the holidays of the date at a moment are known."""
        return self.holidays_end is None or at.astimezone(self._zone).date() < self.holidays_end

    @property
    def holidays_run_out(self) -> datetime | None:
        """From when on no holidays are known, in UTC; None where nobody has holidays."""
        if self.holidays_end is None:
            return None
        return moment(datetime.combine(self.holidays_end, time()), self._zone)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
