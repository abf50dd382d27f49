"""The longest and the shortest time between two runs of a cron expression, exactly.

Days are alike but for those on which clocks change, and there are only 28 shapes of months. So the
runs of two centuries are joined from few rows of runs, in milliseconds.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from tocsin.schedules.cron import LAST_YEAR, Cron
from tocsin.schedules.periods import number_of, periods
from tocsin.schedules.rows import Rows
from tocsin.schedules.stretch import Stretch, joined
from tocsin.schedules.time_zone import EPOCH, SkippedTimes

EARLIEST = date(2026, 1, 1)
"""No clock is read: what ran before the first release does not count."""

_END = date(LAST_YEAR, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The time between two runs that follow each other.

    Attributes:
        begins: The earlier run (UTC).
        length: How long it takes to the later one.
    """

    begins: datetime
    length: timedelta


def longest_gap(
    cron: Cron,
    *,
    zone: tzinfo = UTC,
    skipped: SkippedTimes = "dropped",
    since: date = EARLIEST,
) -> Gap | None:
    """Return the longest time between two runs; None where there are not two.

    Args:
        cron: What runs.
        zone: Whose clocks it reads.
        skipped: What becomes of times that a change of clocks skips.
        since: The first day that counts; all days to the end of 2199 do.
    """
    stretch = _all_runs(cron, zone, skipped, since)
    return _gap(stretch.longest) if stretch else None


def shortest_gap(
    cron: Cron,
    *,
    zone: tzinfo = UTC,
    skipped: SkippedTimes = "dropped",
    since: date = EARLIEST,
) -> Gap | None:
    """Return the shortest time between two runs, as `longest_gap` the longest."""
    stretch = _all_runs(cron, zone, skipped, since)
    return _gap(stretch.shortest) if stretch else None


def _gap(found: tuple[int, int] | None) -> Gap | None:
    if found is None:
        return None
    length, begins = (timedelta(seconds=each) for each in found)
    return Gap(begins=EPOCH + begins, length=length)


@lru_cache(maxsize=256)
def _all_runs(cron: Cron, zone: tzinfo, skipped: SkippedTimes, since: date) -> Stretch | None:
    rows = Rows(cron, skipped)
    days = periods(zone, number_of(since), number_of(_END))
    return joined(row for period in days for row in rows.of(period))
