"""A schedule in a time zone: when it runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from heapq import heappop, heappush

from tocsin.schedules.cron import FIRST_YEAR, LAST_YEAR, Cron
from tocsin.schedules.expression import Schedule
from tocsin.schedules.gaps import EARLIEST, Gap, longest_gap
from tocsin.schedules.once import Once
from tocsin.schedules.time_zone import SkippedTimes

_LONGEST_SKIP = timedelta(days=1)
"""In 2011 Samoa left out a day; no clock was ever moved by more."""


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
        return self._between(start, end)

    def longest_gap(self, since: date = EARLIEST) -> Gap | None:
        """Return the longest time between two runs; None where there are not two.

        Args:
            since: The first day that counts; all days to the end of 2199 do.
        """
        if isinstance(self.schedule, Cron):
            return longest_gap(self.schedule, zone=self.zone, skipped=self.skipped, since=since)
        return None

    def _between(self, start: datetime, end: datetime | None) -> Iterator[datetime]:
        last = None
        for run in self._runs(start, end):
            if end is not None and run >= end:
                return
            if run >= start and run != last:
                yield run
            last = run

    def _runs(self, start: datetime, end: datetime | None) -> Iterator[datetime]:
        match self.schedule:
            case Cron():
                return self._cron_runs(self.schedule, start, end)
            case Once():
                return iter(self._instant(self.schedule.local))

    def _cron_runs(self, cron: Cron, start: datetime, end: datetime | None) -> Iterator[datetime]:
        """Yield runs, some before *start* and after *end* too.

        A run that is moved over skipped times may come after one that is later in local time.
        """
        first = start.astimezone(self.zone).date() - 2 * _LONGEST_SKIP
        last = date(LAST_YEAR, 12, 31)
        if end is not None:
            last = min(last, end.astimezone(self.zone).date() + _LONGEST_SKIP)
        delay = _LONGEST_SKIP if self.skipped == "moved" else timedelta()
        waiting: list[datetime] = []
        for local in cron.local_times(max(first, date(FIRST_YEAR, 1, 1)), last):
            for run in self._instant(local):
                heappush(waiting, run)
                while waiting and waiting[0] <= run - delay:
                    yield heappop(waiting)
        yield from sorted(waiting)

    def _instant(self, local: datetime) -> tuple[datetime, ...]:
        """Return when a local time is (UTC), if it is at all; the first time if it comes twice."""
        run = local.replace(tzinfo=self.zone, fold=0).astimezone(UTC)
        exists = run.astimezone(self.zone).replace(tzinfo=None) == local
        return (run,) if exists or self.skipped == "moved" else ()
