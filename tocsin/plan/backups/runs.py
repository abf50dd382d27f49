"""When the jobs of one protected thing run, as far as its schedules say."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from operator import itemgetter

from tocsin.viewpoint import BackupSchedule

Length = Callable[[BackupSchedule], timedelta]
"""How long after its scheduled start what a schedule makes is there at the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Jobs of which AWS Backup may run only one, because their start windows overlap.

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
    starts = ((start, schedule) for schedule in schedules for start in schedule.starts)
    runs: list[Run] = []
    for start, schedule in sorted(starts, key=itemgetter(0)):
        run = Run(
            begins=start,
            starts_by=start + in_minutes(schedule.start_window),
            done_by=start + in_minutes(length(schedule)),
            is_expected=schedule in expected,
        )
        if runs and start < runs[-1].starts_by:
            run = _either(runs.pop(), run)
        runs.append(run)
    return runs


def _either(first: Run, second: Run) -> Run:
    return replace(
        first,
        starts_by=max(first.starts_by, second.starts_by),
        done_by=max(first.done_by, second.done_by),
        is_expected=first.is_expected and second.is_expected,
    )


def in_minutes(duration: timedelta) -> int:
    """Return the whole minutes of *duration*."""
    return int(duration.total_seconds()) // 60
