"""Retention that a locked vault does not take."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tocsin.diagnostics import KeyPath, dotted, format_duration
from tocsin.plan.backups import Protected, lock_of, lock_place
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import BackupSchedule, VaultLock


def check_vault_lock(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report what is written into the vaults and is kept for less or longer than their lock allows.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html
    """
    used = {name: schedule for each in protected for name, schedule in each.schedules}
    for name, schedule in used.items():
        lock = lock_of(context, schedule.vault)
        if lock is None:
            continue
        for key, thing, kept in _written(context, schedule):
            path = ("data_protection", "schedules", name, key)
            outside = _outside(lock, kept)
            if outside is not None:
                _report(
                    context,
                    path,
                    f"{thing} are kept for {format_duration(kept)}",
                    (*lock_place(schedule.vault), outside),
                    lock,
                )


def _written(
    context: StageContext, schedule: BackupSchedule
) -> Iterator[tuple[str, str, timedelta]]:
    """Yield what a schedule writes into a vault: its key, what it is, and how long it is kept."""
    yield "retention", "recovery points", schedule.retention
    if schedule.copy_retention is not None and context.stage.copied_to is not None:
        yield "copy_retention", "copies", schedule.copy_retention


def _outside(lock: VaultLock, kept: timedelta) -> str | None:
    """Return which bound of a lock does not take what is kept for that long."""
    if kept < lock.minimum_retention:
        return "minimum_retention"
    longest = lock.maximum_retention
    return "maximum_retention" if longest is not None and kept > longest else None


def _report(
    context: StageContext, path: KeyPath, kept: str, bound: KeyPath, lock: VaultLock
) -> None:
    key = str(bound[-1])
    limit = format_duration(getattr(lock, key))
    fix = "keep them longer" if key == "minimum_retention" else "keep them for less time"
    context.report(
        "retention-outside-lock",
        path,
        f"{kept}, and {dotted(bound)} is {limit}",
        f"{fix}, or change {key} before the lock can no longer be changed",
        why="Each job that writes into the locked vault fails.",
        rests_on=[bound],
    )
