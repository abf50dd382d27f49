"""When the jobs of one protected thing run, as far as its schedules say."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import NamedTuple

from tocsin.viewpoint import BackupSchedule

Length = Callable[[BackupSchedule], timedelta]
"""How long after its scheduled start what a schedule makes is there at the latest."""


class Run(NamedTuple):
    """Jobs of which AWS Backup may run only one, because their start windows overlap.

    Years have thousands of them, so it is a plain tuple.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html

    Attributes:
        begins: Local minutes since 0001-01-01.
        starts_by: The end of the last start window.
        done_by: When the last of them is done.
        is_expected: Whether each of them makes what is expected.
    """

    begins: int
    starts_by: int
    done_by: int
    is_expected: bool


def merged_runs(
    schedules: Collection[BackupSchedule], expected: Collection[BackupSchedule], length: Length
) -> list[Run]:
    """Return the runs of *schedules* in some years, ascending.

    Args:
        schedules: All schedules of one protected thing.
        expected: Those of them that make what is expected.
        length: How long a run takes.
    """
    runs: list[Run] = []
    for run in sorted(
        run
        for schedule in schedules
        for run in _runs(schedule, length(schedule), is_expected=schedule in expected)
    ):
        is_new = not runs or run.begins >= runs[-1].starts_by
        runs.append(run if is_new else _either(runs.pop(), run))
    return runs


def _runs(schedule: BackupSchedule, length: timedelta, *, is_expected: bool) -> list[Run]:
    window, done = in_minutes(schedule.start_window), in_minutes(length)
    return [Run(start, start + window, start + done, is_expected) for start in schedule.starts]


def _either(first: Run, second: Run) -> Run:
    return Run(
        first.begins,
        max(first.starts_by, second.starts_by),
        max(first.done_by, second.done_by),
        first.is_expected and second.is_expected,
    )


def in_minutes(duration: timedelta) -> int:
    """Return the whole minutes of *duration*."""
    return int(duration.total_seconds()) // 60
