"""A schedule in a time zone: when it runs."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from math import ceil, floor, inf

from tocsin.schedules.cron import LAST_YEAR, Cron
from tocsin.schedules.expression import Schedule
from tocsin.schedules.gaps import EARLIEST, Gap, longest_gap
from tocsin.schedules.once import Once
from tocsin.schedules.run_seconds import run_seconds
from tocsin.schedules.stretch import DAY
from tocsin.schedules.time_zone import EPOCH, SkippedTimes

_END = datetime(LAST_YEAR + 1, 1, 3, tzinfo=UTC).timestamp()
"""By then the last year of cron expressions is over in every zone."""

_AT_FIRST = 32 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When a schedule runs.

    Attributes:
        schedule: What is to run.
        zone: Whose clocks it reads.
        skipped: What becomes of times that a change of clocks skips.
    """

    schedule: Schedule
    zone: tzinfo = UTC
    skipped: SkippedTimes = "dropped"

    def runs(self, start: datetime, end: datetime | None = None) -> Iterator[datetime]:
        """Yield the runs (UTC) from *start* up to, not including, *end*, ascending.

        Without an end it goes on to the end of 2199.

        Raises:
            ValueError: *start* or *end* has no time zone.
        """
        if start.tzinfo is None or (end is not None and end.tzinfo is None):
            message = f"{start} to {end} has no time zone: use aware datetimes"
            raise ValueError(message)
        return (EPOCH + timedelta(seconds=run) for run in self.seconds(start, end))

    def longest_gap(self, since: date = EARLIEST) -> Gap | None:
        """Return the longest time between two runs; None where there are not two.

        Args:
            since: The first day that counts; all days to the end of 2199 do.
        """
        if isinstance(self.schedule, Cron):
            return longest_gap(self.schedule, zone=self.zone, skipped=self.skipped, since=since)
        return None

    def seconds(self, start: datetime, end: datetime | None = None) -> Iterator[int]:
        """Yield the same as `runs`, in seconds since 1970, for whoever needs thousands."""
        first = start.timestamp()
        last = inf if end is None else end.timestamp()
        match self.schedule:
            case Cron():
                return self._cron_seconds(self.schedule, first, min(last, _END))
            case Once():
                run = _instant(self.schedule.local, self.zone, self.skipped)
                return iter([run] if run is not None and first <= run < last else [])

    def _cron_seconds(self, cron: Cron, start: float, end: float) -> Iterator[int]:
        """Yield runs, of few days at first: many ask for the next one alone."""
        length = _AT_FIRST
        while start < end:
            until = min(start + length, end)
            found = run_seconds(cron, self.zone, self.skipped, floor(start), ceil(until))
            yield from found[bisect_left(found, start) : bisect_left(found, until)]
            start, length = until, 2 * length


def _instant(local: datetime, zone: tzinfo, skipped: SkippedTimes) -> int | None:
    """Return when a local time is, if it is at all; the first time if it comes twice."""
    run = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    exists = run.astimezone(zone).replace(tzinfo=None) == local
    return int(run.timestamp()) if exists or skipped == "moved" else None
