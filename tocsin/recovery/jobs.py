"""When the jobs of backup rules run, and how old the newest recovery point can be.

A job begins at any moment of its start window, and is done at any moment of its completion window.
So a recovery point is of its scheduled minute at the earliest, and is there at the end of both
windows at the latest. Just before that moment, the newest one that is sure to be there decides how
much is lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from heapq import heappop, heappush
from itertools import islice, pairwise
from math import inf
from typing import NamedTuple

from tocsin.recovery.amount import Amount, Part
from tocsin.recovery.backup_rule import BackupRule
from tocsin.schedules import AWS_BACKUP, Timetable, read_cron, read_time_zone

_FROM, _TO = datetime(2027, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
"""Two years with a leap day and changes of clocks, for rules that are looked at together."""

_TO_OF_RARE = datetime(2127, 1, 1, tzinfo=UTC)
"""A century, in which one leap year is left out, for rules that all run rarely."""

_RARE = timedelta(days=62)
"""A day that some months lack comes within this time."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the recovery points of a rule are, where they are needed.

    Attributes:
        extra: What comes after a job until its recovery point is there.
        kept: How long it is kept there; None for ever.
    """

    extra: tuple[Part, ...] = ()
    kept: timedelta | None = None


class Job(NamedTuple):
    """A scheduled job; years have thousands of them, so it is a plain tuple.

    Attributes:
        begins: Its scheduled minute, in minutes since 1970.
        rule: The number of its rule.
    """

    begins: int
    rule: int


def oldest(rules: Sequence[BackupRule], counted: Mapping[BackupRule, Counted]) -> Amount | None:
    """Return how old the newest recovery point that counts can be, at most.

    Args:
        rules: All rules of a data store: one displaces jobs of another.
        counted: Those of them whose recovery points count, and where.

    Returns:
        The sum, by the two jobs between which it is greatest; None where at times there is none:
        no job runs twice, or one is deleted before the next is there.
    """
    if len(rules) == 1:
        (rule,) = rules
        return _of_one(rule, counted[rule])
    return _of_several(tuple(rules), tuple(counted.get(rule) for rule in rules))


def runs_twice(rule: BackupRule) -> bool:
    """Return whether a rule has an interval at all.

    Raises:
        InvalidValueError: Its schedule is not one of AWS Backup, or its time zone is unknown.
    """
    runs = _timetable(rule.schedule, rule.time_zone).runs(_FROM)
    return len(list(islice(runs, 2))) > 1


def _windows(rule: BackupRule) -> tuple[Part, ...]:
    return (
        Part(what="start window", length=rule.start_window),
        Part(what="completion window", length=rule.completion_window),
    )


def _of_one(rule: BackupRule, counted: Counted) -> Amount | None:
    gap = _longest_gap(rule.schedule, rule.time_zone)
    if gap is None:
        return None
    amount = Amount((_between(gap), *_windows(rule), *counted.extra))
    return None if counted.kept is not None and counted.kept < amount.length else amount


def _between(length: timedelta) -> Part:
    return Part(what="from job to job", length=length)


@cache
def _of_several(
    rules: tuple[BackupRule, ...], counted: tuple[Counted | None, ...]
) -> Amount | None:
    pairs = tuple(zip(rules, counted, strict=True))
    parts = [_windows(rule) + (each.extra if each else ()) for rule, each in pairs]
    minutes = [_minutes(Amount(each).length) for each in parts]
    done = sorted(
        (job.begins + minutes[job.rule], job.begins, job.rule)
        for job in _jobs(rules, _end(rules, counted))
        if counted[job.rule] is not None
    )
    there: list[tuple[int, float]] = []
    worst: tuple[int, int, int] | None = None
    for number, (done_by, begins, rule) in enumerate(done):
        while there and there[0][1] < done_by:
            heappop(there)
        if number and not there:
            return None
        if there and begins > -there[0][0]:
            worst = max(worst or (0, 0, 0), (done_by + there[0][0], begins + there[0][0], rule))
        heappush(there, (-begins, begins + _kept(counted[rule])))
    if worst is None:
        return None
    _, between, rule = worst
    return Amount((_between(between * _MINUTE), *parts[rule]))


def _kept(counted: Counted | None) -> float:
    """Return for how many minutes a recovery point is there."""
    return inf if counted is None or counted.kept is None else _minutes(counted.kept)


def _end(rules: Sequence[BackupRule], counted: Sequence[Counted | None]) -> datetime:
    """Return until when rules are looked at together: for long where what counts is rare."""
    pairs = zip(rules, counted, strict=True)
    is_often = any(_is_often(rule.schedule, rule.time_zone) for rule, each in pairs if each)
    return _TO if is_often else _TO_OF_RARE


@cache
def _is_often(schedule: str, time_zone: str) -> bool:
    ends = (int(each.timestamp()) // 60 for each in (_FROM, _TO))
    moments = sorted((*ends, *_starts(schedule, time_zone, _TO)))
    return all(later - earlier <= _minutes(_RARE) for earlier, later in pairwise(moments))


def jobs(rules: Sequence[BackupRule], end: datetime = _TO) -> Iterator[Job]:
    """Yield the jobs that run in two years, or until *end*, ascending.

    Of two rules whose start windows overlap, only the one with the longer retention runs.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
    """
    return iter(_jobs(tuple(rules), end))


@cache
def _jobs(rules: tuple[BackupRule, ...], end: datetime) -> tuple[Job, ...]:
    found = sorted(
        (begins, number)
        for number, rule in enumerate(rules)
        for begins in _starts(rule.schedule, rule.time_zone, end)
    )
    windows = [_minutes(rule.start_window) for rule in rules]
    stronger = [
        frozenset(other for other, each in enumerate(rules) if _is_kept_longer(each, rules[number]))
        for number in range(len(rules))
    ]
    return tuple(
        Job(begins, number)
        for index, (begins, number) in enumerate(found)
        if not stronger[number] or not _is_displaced(windows, stronger[number], found, index)
    )


def _is_displaced(
    windows: Sequence[int],
    stronger: AbstractSet[int],
    found: Sequence[tuple[int, int]],
    index: int,
) -> bool:
    """Return whether a job does not run, because the window of a stronger rule meets its own."""
    begins, number = found[index]
    ends, earliest = begins + windows[number], begins - max(windows)
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(found) and earliest < found[other][0] < ends:
            other_begins, other_number = found[other]
            if other_number in stronger and other_begins + windows[other_number] > begins:
                return True
            other += step
    return False


def _is_kept_longer(one: BackupRule, other: BackupRule) -> bool:
    if other.retention is None:
        return False
    return one.retention is None or one.retention > other.retention


@cache
def _starts(schedule: str, time_zone: str, end: datetime) -> tuple[int, ...]:
    runs = _timetable(schedule, time_zone).runs(_FROM, end)
    return tuple(int(run.timestamp()) // 60 for run in runs)


@cache
def _longest_gap(schedule: str, time_zone: str) -> timedelta | None:
    gap = _timetable(schedule, time_zone).longest_gap()
    return None if gap is None else gap.length


@cache
def _timetable(schedule: str, time_zone: str) -> Timetable:
    return Timetable(schedule=read_cron(schedule, AWS_BACKUP), zone=read_time_zone(time_zone))


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60
