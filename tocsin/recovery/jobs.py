"""When the jobs of backup rules run, and how old the newest recovery point can be.

A job begins at any moment of its start window, and is done at any moment of its completion window.
So a recovery point is of its scheduled minute at the earliest, and is there at the end of both
windows at the latest. Just before that moment, the newest one that is sure to be there decides how
much is lost.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice

from tocsin.recovery.amount import Amount, Part
from tocsin.recovery.backup_rule import BackupRule
from tocsin.schedules import AWS_BACKUP, Timetable, read_cron, read_time_zone

OVERLAP = (
    "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html"
)
_FROM, _TO = datetime(2027, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
"""Two years with a leap day and changes of clocks, for rules that are looked at together."""

_MINUTE = timedelta(minutes=1)

Extra = Callable[[BackupRule], tuple[Part, ...]]
"""What comes after a job of a rule until its recovery point is where it is needed."""


@dataclass(frozen=True, slots=True)
class Job:
    """A scheduled job.

    Attributes:
        begins: Its scheduled minute, in minutes since 1970.
        rule: The number of its rule.
    """

    begins: int
    rule: int


def oldest(rules: Sequence[BackupRule], extra: Extra) -> Amount | None:
    """Return how old the newest recovery point of some rules can be, at most.

    Returns:
        The sum, by the two jobs between which it is greatest; None where no job runs twice.
    """
    rules = tuple(rules)
    if len(rules) == 1:
        return _of_one(rules[0], extra(rules[0]))
    lengths = tuple(_windows(rule) + extra(rule) for rule in rules)
    return _of_several(rules, lengths)


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


def _of_one(rule: BackupRule, extra: tuple[Part, ...]) -> Amount | None:
    gap = _timetable(rule.schedule, rule.time_zone).longest_gap()
    if gap is None:
        return None
    return Amount((_between(gap.length), *_windows(rule), *extra))


def _between(length: timedelta) -> Part:
    return Part(what="from job to job", length=length)


@cache
def _of_several(
    rules: tuple[BackupRule, ...], lengths: tuple[tuple[Part, ...], ...]
) -> Amount | None:
    minutes = [_minutes(Amount(parts).length) for parts in lengths]
    done = sorted((job.begins + minutes[job.rule], job.begins, job.rule) for job in jobs(rules))
    newest: int | None = None
    worst: tuple[int, int, int] | None = None
    for done_by, begins, rule in done:
        if newest is not None and begins > newest:
            worst = max(worst or (0, 0, 0), (done_by - newest, begins - newest, rule))
        newest = begins if newest is None else max(newest, begins)
    if worst is None:
        return None
    _, between, rule = worst
    return Amount((_between(between * _MINUTE), *lengths[rule]))


def jobs(rules: Sequence[BackupRule]) -> Iterator[Job]:
    """Yield the jobs that run in two years, ascending.

    Of two rules whose start windows overlap, only the one with the longer retention runs.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
    """
    found = sorted(
        (begins, number) for number, rule in enumerate(rules) for begins in _starts(rule)
    )
    windows = [_minutes(rule.start_window) for rule in rules]
    stronger = [
        frozenset(other for other, each in enumerate(rules) if _is_kept_longer(each, rules[number]))
        for number in range(len(rules))
    ]
    for index, (begins, number) in enumerate(found):
        if not stronger[number] or not _is_displaced(windows, stronger[number], found, index):
            yield Job(begins, number)


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
def _starts_of(schedule: str, time_zone: str) -> tuple[int, ...]:
    runs = _timetable(schedule, time_zone).runs(_FROM, _TO)
    return tuple(int(run.timestamp()) // 60 for run in runs)


def _starts(rule: BackupRule) -> tuple[int, ...]:
    return _starts_of(rule.schedule, rule.time_zone)


@cache
def _timetable(schedule: str, time_zone: str) -> Timetable:
    return Timetable(schedule=read_cron(schedule, AWS_BACKUP), zone=read_time_zone(time_zone))


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60
