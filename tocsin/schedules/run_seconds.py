"""The runs of a cron expression as numbers: no date is made of any of them."""

from datetime import date, tzinfo

from tocsin.schedules.cron import Cron
from tocsin.schedules.periods import Period, day_of, number_of, periods
from tocsin.schedules.stretch import DAY
from tocsin.schedules.time_zone import SkippedTimes, instant_of


def run_seconds(cron: Cron, zone: tzinfo, skipped: SkippedTimes, start: int, end: int) -> list[int]:
    """Return the runs of all days that *start* to *end* touch anywhere, in seconds since 1970.

    Args:
        cron: What runs.
        zone: Whose clocks it reads.
        skipped: What becomes of times that a change of clocks skips.
        start: In seconds since 1970.
        end: The same.
    """
    times = [60 * minute for minute in cron.times]
    found: list[int] = []
    for period in periods(zone, start // DAY - 1, end // DAY + 1):
        local = _midnights(cron, period)
        if period.changes:
            runs = (
                instant_of(midnight + time, period.changes, skipped)
                for midnight in local
                for time in times
            )
            found += sorted({run for run in runs if run is not None})
        else:
            for midnight in local:
                begins = midnight - period.offset
                found += [begins + time for time in times]
    return found


def _midnights(cron: Cron, period: Period) -> list[int]:
    found: list[int] = []
    for year, month in cron.months_between(day_of(period.first), day_of(period.last)):
        before = number_of(date(year, month, 1)) - 1
        days = (before + day for day in cron.days_in(year, month))
        found += [day * DAY for day in days if period.first <= day <= period.last]
    return found
