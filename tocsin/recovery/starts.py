"""When the jobs of a schedule are to start, in minutes since 1970."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice, pairwise

from tocsin.recovery.backup_rule import BackupRule
from tocsin.schedules import AWS_BACKUP, Timetable, read_cron, read_time_zone

_FROM = datetime(2027, 1, 1, tzinfo=UTC)
TWO_YEARS = datetime(2029, 1, 1, tzinfo=UTC)
"""Until then a leap day comes and clocks change, which is enough for most rules."""

_A_CENTURY = datetime(2127, 1, 1, tzinfo=UTC)
"""Until then one leap year is left out, for rules that all run rarely."""

_RARE = 62 * 24 * 60
"""Minutes; a day that some months lack comes within this time."""


@cache
def runs_twice(schedule: str, time_zone: str) -> bool:
    """Return whether there is an interval at all.

    Raises:
        InvalidValueError: Its schedule is not one of AWS Backup, or its time zone is unknown.
    """
    runs = _timetable(schedule, time_zone).seconds(_FROM)
    return len(list(islice(runs, 2))) > 1


@cache
def longest_gap(schedule: str, time_zone: str) -> timedelta | None:
    """Return the longest time between two runs, exactly; None where there are not two."""
    gap = _timetable(schedule, time_zone).longest_gap()
    return None if gap is None else gap.length


@cache
def starts(schedule: str, time_zone: str, end: datetime = TWO_YEARS) -> tuple[int, ...]:
    """Return the scheduled minutes until *end*, ascending."""
    runs = _timetable(schedule, time_zone).seconds(_FROM, end)
    return tuple([run // 60 for run in runs])


def end_of(counted: Sequence[BackupRule]) -> datetime:
    """Return until when rules are looked at together: for long where what counts is rare."""
    is_often = any(_is_often(rule.schedule, rule.time_zone) for rule in counted)
    return TWO_YEARS if is_often else _A_CENTURY


@cache
def _is_often(schedule: str, time_zone: str) -> bool:
    first, last = (int(each.timestamp()) // 60 for each in (_FROM, TWO_YEARS))
    moments = (first, *starts(schedule, time_zone), last)
    return max(later - earlier for earlier, later in pairwise(moments)) <= _RARE


@cache
def _timetable(schedule: str, time_zone: str) -> Timetable:
    return Timetable(schedule=read_cron(schedule, AWS_BACKUP), zone=read_time_zone(time_zone))
