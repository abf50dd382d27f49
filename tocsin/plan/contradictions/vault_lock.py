"""Retention that a locked vault does not take."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tocsin.diagnostics import KeyPath, dotted, format_duration
from tocsin.plan.backups import Protected
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import BackupSchedule, VaultLock

_LOCK: KeyPath = ("data_protection", "vault_lock")


def check_vault_lock(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report what is written into the vaults and is kept for less or longer than their lock allows.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html
    """
    lock = context.viewpoint.data_protection.vault_lock
    if lock is None or not context.stage.retain:
        return  # a stage that is thrown away with its backups has no lock
    used = {name: schedule for each in protected for name, schedule in each.schedules}
    for name, schedule in used.items():
        for key, thing, kept in _written(context, schedule):
            path = ("data_protection", "schedules", name, key)
            _check(context, lock, path, thing, kept)


def _written(
    context: StageContext, schedule: BackupSchedule
) -> Iterator[tuple[str, str, timedelta]]:
    """Yield what a schedule writes into a vault: its key, what it is, and how long it is kept."""
    yield "retention", "recovery points", schedule.retention
    if schedule.copy_retention is not None and context.stage.copied_to is not None:
        yield "copy_retention", "copies", schedule.copy_retention


def _check(
    context: StageContext, lock: VaultLock, path: KeyPath, thing: str, kept: timedelta
) -> None:
    longest = lock.maximum_retention
    if kept < lock.minimum_retention:
        key, limit, fix = "minimum_retention", lock.minimum_retention, "keep them longer"
    elif longest is not None and kept > longest:
        key, limit, fix = "maximum_retention", longest, "keep them for less time"
    else:
        return
    context.report(
        "retention-outside-lock",
        path,
        f"{thing} are kept for {format_duration(kept)}, and "
        f"{dotted((*_LOCK, key))} is {format_duration(limit)}",
        f"{fix}, or change {key} before the lock can no longer be changed",
        why="Each job that writes into the locked vault fails.",
        rests_on=[(*_LOCK, key)],
    )
