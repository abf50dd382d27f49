"""Retention that a locked vault does not take."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from tocsin.diagnostics import KeyPath, dotted, format_duration
from tocsin.plan.backups import Protected, lock_of, lock_place, vault_name
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import BackupSchedule, VaultLock


def check_vault_lock(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report what is written into the vaults and is kept for less or longer than their lock allows.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html
    """
    used = {name: schedule for each in protected for name, schedule in each.schedules}
    for name, schedule in used.items():
        for written in (*_written(context, name, schedule), *_copied(context, name, schedule)):
            lock = lock_of(context, written.tier)
            outside = _outside(lock, written.kept) if lock is not None else None
            if lock is not None and outside is not None:
                said = f"{written.thing} are kept for {format_duration(written.kept)}"
                _report(context, written.path, said, (*lock_place(written.tier), outside), lock)


class _Written(NamedTuple):
    """What a schedule writes into a vault of the stage.

    Attributes:
        tier: The vault's name in the viewpoint; None for the stage's own one.
        path: Where it is said how long it is kept.
        thing: What it is.
        kept: How long it is kept.
    """

    tier: str | None
    path: KeyPath
    thing: str
    kept: timedelta


def _written(context: StageContext, name: str, schedule: BackupSchedule) -> Iterator[_Written]:
    path = ("data_protection", "schedules", name)
    tier = schedule.vault
    yield _Written(tier, (*path, "retention"), "recovery points", schedule.retention)
    if schedule.copy_retention is not None and context.stage.copied_to is not None:
        yield _Written(tier, (*path, "copy_retention"), "copies", schedule.copy_retention)


def _copied(context: StageContext, name: str, schedule: BackupSchedule) -> Iterator[_Written]:
    """Yield what is also copied into vaults that are the stage's, though named as others are."""
    copies = context.viewpoint.data_protection.copies
    tiers = _own_tiers(context)
    for number, each in enumerate(schedule.also_copied_to):
        other = copies.get(each)
        if other is None or other.account not in (None, context.stage.account):
            continue
        place = (other.region, context.fill_known(other.vault))
        if place in tiers:
            kept = other.retention or schedule.copy_retention or schedule.retention
            path: KeyPath = ("data_protection", "schedules", name, "also_copied_to", number)
            said = ("data_protection", "copies", each, "retention")
            where = path if other.retention is None else said
            yield _Written(tiers[place], where, f"copies in {other.vault}", kept)


def _own_tiers(context: StageContext) -> Mapping[tuple[str, str], str | None]:
    """Return the vaults that the stage makes: their names in the viewpoint, by Region and name."""
    found: dict[tuple[str, str], str | None] = {}
    for tier in (None, *context.viewpoint.data_protection.vaults):
        for region in context.stage.active_regions:
            found[region, vault_name(context, tier)] = tier
        if context.stage.copied_to is not None:
            found[context.stage.copied_to, vault_name(context, tier, of_copies=True)] = tier
    return found


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
