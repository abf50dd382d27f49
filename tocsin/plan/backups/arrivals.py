"""What has to arrive in a vault, and within which time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from tocsin.plan.backups.protected import Protected
from tocsin.plan.backups.runs import Length, in_minutes, merged_runs
from tocsin.viewpoint import BackupSchedule

DAY, WEEK = timedelta(days=1), timedelta(days=7)
_CHANGE_OF_CLOCKS = timedelta(hours=1)


_Item = tuple[Protected, tuple[BackupSchedule, ...]]
"""What is protected, and the schedules that make what is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Jobs of one type that AWS Backup counts.

    Attributes:
        type: What AWS Backup calls the type.
        period: A day or a week, from midnight to midnight, weeks from Monday.
        time_zone: Whose midnight.
        at_least: How many are done in each period if nothing is missing.
    """

    type: str
    period: timedelta
    time_zone: str
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """The newest recovery point of one thing, which something has to look at.

    Attributes:
        protected: Of what.
        at_most: How old it can be if nothing is missing.
    """

    protected: Protected
    at_most: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What has to arrive in a vault.

    A count tells of one missing job only where all things of its type are backed up once in a day,
    or in a week: a frequent job would hide a rare one. For everything else the age tells.
    """

    counts: tuple[Count, ...]
    ages: tuple[Age, ...]


def expected_backups(protected: Sequence[Protected], vault: str | None = None) -> Arrivals:
    """Return what has to arrive in a vault that backups are made in.

    Args:
        protected: What is backed up where the vault is.
        vault: What the viewpoint calls the vault; None for the stage's own one.
    """
    expected = ((each, _into(vault, each.periodic)) for each in protected)
    return _arrivals(expected, until_backed_up)


def expected_copies(protected: Sequence[Protected], vault: str | None = None) -> Arrivals:
    """Return what has to arrive in the recovery region from the vaults that *vault* stands for."""
    expected = ((each, _into(vault, each.copied)) for each in protected)
    return _arrivals(expected, until_copied)


def expected_isolated(protected: Sequence[Protected]) -> Arrivals:
    """Return what has to arrive in the logically air-gapped vault, each looked at by itself.

    What AWS Backup counts of such a vault is not documented.
    """
    expected = ((each, each.isolated) for each in protected)
    ages = (
        Age(protected=each, at_most=oldest(schedules, until_copied))
        for each, schedules in expected
        if schedules and not each.tags
    )
    return Arrivals(counts=(), ages=tuple(ages))


def _into(vault: str | None, schedules: Iterable[BackupSchedule]) -> tuple[BackupSchedule, ...]:
    return tuple(schedule for schedule in schedules if schedule.vault == vault)


def until_backed_up(schedule: BackupSchedule) -> timedelta:
    """Return how long after its scheduled start a backup is there at the latest."""
    return schedule.start_window + schedule.completion_window


def until_copied(schedule: BackupSchedule) -> timedelta:
    """Return how long after its scheduled start a copy is there, as far as is assumed.

    A copy begins when its backup is done; AWS promises nothing.
    """
    return until_backed_up(schedule) + schedule.copied_within


def _arrivals(expected: Iterable[_Item], length: Length) -> Arrivals:
    by_type: dict[str | None, list[_Item]] = {}
    for each, schedules in expected:
        # What has some tags is not known by name, and how much of it there is, changes.
        if schedules and not each.tags:
            by_type.setdefault(each.type, []).append((each, schedules))
    counts: list[Count] = []
    ages: list[Age] = []
    for type_, items in by_type.items():
        count = _count(type_, items, length) if type_ is not None else None
        if count is not None:
            counts.append(count)
        else:
            ages += [Age(protected=each, at_most=oldest(of, length)) for each, of in items]
    return Arrivals(counts=tuple(counts), ages=tuple(ages))


def oldest(schedules: Sequence[BackupSchedule], length: Length) -> timedelta:
    """Return the age that the newest recovery point has when all goes as planned, at most.

    One may begin the minute that it is scheduled, and the next be done at the end of its windows.
    """
    return min(schedule.longest_interval + length(schedule) for schedule in schedules)


def _count(type_: str, items: Sequence[_Item], length: Length) -> Count | None:
    """Return what is counted of a type, or None where a count would not tell what is missing."""
    zones = {schedule.time_zone for _, schedules in items for schedule in schedules}
    periods = {_period(schedules) for _, schedules in items}
    if len(zones) > 1 or len(periods) > 1:
        return None
    (zone,), (period,) = zones, periods
    if period is None:
        return None
    numbers = [
        _each(tuple(own for _, own in each.schedules), tuple(schedules), period, length)
        for each, schedules in items
    ]
    if not all(numbers):
        return None
    return Count(type=type_, period=period, time_zone=zone, at_least=sum(numbers))


def _period(schedules: Sequence[BackupSchedule]) -> timedelta | None:
    """Return whether something comes each day or each week, or None if more or less often."""
    interval = min(schedule.longest_interval for schedule in schedules)
    if interval < DAY or interval > WEEK + _CHANGE_OF_CLOCKS:
        return None
    return DAY if interval <= DAY + _CHANGE_OF_CLOCKS else WEEK


@cache
def _each(
    schedules: tuple[BackupSchedule, ...],
    expected: tuple[BackupSchedule, ...],
    period: timedelta,
    length: Length,
) -> int:
    """Return how many jobs are started and done within each period; 0 where that differs.

    Years are walked through for it, and most things of all stages have the same schedules.
    """
    runs = merged_runs(schedules, expected, length)
    minutes = in_minutes(period)
    found = Counter(
        run.begins // minutes
        for run in runs
        if run.is_expected and run.begins // minutes == (run.done_by - 1) // minutes
    )
    # The first and the last period may be cut off.
    inner = range(runs[0].begins // minutes + 1, runs[-1].begins // minutes)
    counts = {found[number] for number in inner}
    # Where some periods have more, one job that is missing there would go unnoticed.
    return counts.pop() if len(counts) == 1 else 0
