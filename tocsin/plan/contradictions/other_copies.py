"""Copies to other accounts and out of reach, which AWS Backup could not make."""

from collections.abc import Sequence

from tocsin.diagnostics import KeyPath, format_duration
from tocsin.plan.backups import Protected, air_gapped_region
from tocsin.plan.stage_context import StageContext
from tocsin.recovery import STORE_TYPES, StoreType
from tocsin.viewpoint import AIR_GAPPED, BackupSchedule

_SNAPSHOTS_ALONE = "Aurora"
"""The type of which a logically air-gapped vault takes no continuous backups."""


def check_other_copies(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report copies that would fail each time.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
    https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html
    """
    for name, schedule in context.viewpoint.data_protection.schedules.items():
        here = [each for each in protected if any(own == name for own, _ in each.schedules)]
        for number, copy in enumerate(schedule.also_copied_to):
            path: KeyPath = ("data_protection", "schedules", name, "also_copied_to", number)
            if here and copy == AIR_GAPPED:
                _check_isolated_retention(context, path, name, schedule)
            for each in here:
                type_ = STORE_TYPES.get(each.type or "")
                why = _impossible(context, each, schedule, copy, type_) if type_ else None
                if why is not None:
                    _report(context, path, each, why)


def _impossible(
    context: StageContext, each: Protected, schedule: BackupSchedule, copy: str, type_: StoreType
) -> str | None:
    """Return why a recovery point of *each* is not copied there, or None if it is."""
    if copy == AIR_GAPPED:
        region = air_gapped_region(context)
        if region is None:
            return None
        if not type_.can_be_isolated:
            return f"a logically air-gapped vault takes no recovery points of {type_.name}"
        if schedule.continuous and type_.name == _SNAPSHOTS_ALONE:
            return f"a logically air-gapped vault takes no continuous backups of {type_.name}"
        is_elsewhere, is_foreign = region != each.region, False
    else:
        other = context.viewpoint.data_protection.copies[copy]
        is_elsewhere = other.region != each.region
        is_foreign = other.account not in {None, context.stage.account}
    if is_elsewhere and not type_.crosses_regions:
        return f"recovery points of {type_.name} are not copied to another Region"
    if is_foreign and not type_.crosses_accounts:
        return f"recovery points of {type_.name} are not copied to another account"
    return None


def _report(context: StageContext, path: KeyPath, each: Protected, why: str) -> None:
    context.report(
        "copy-impossible",
        path,
        f"{each.item} cannot be copied there: {why}",
        "give it a schedule of its own, without that copy",
        why="Each copy job of it fails.",
        rests_on=[("data_protection", "protected", each.item)],
    )


def _check_isolated_retention(
    context: StageContext, path: KeyPath, name: str, schedule: BackupSchedule
) -> None:
    bounds = context.viewpoint.data_protection.air_gapped
    if bounds is None or air_gapped_region(context) is None:
        return
    kept = schedule.copy_retention or schedule.retention
    if bounds.minimum_retention <= kept <= bounds.maximum_retention:
        return
    shortest = format_duration(bounds.minimum_retention)
    longest = format_duration(bounds.maximum_retention)
    context.report(
        "retention-outside-lock",
        path,
        f"copies are kept for {format_duration(kept)}, and data_protection.air_gapped takes from "
        f"{shortest} to {longest}",
        "change copy_retention of the schedule, which is retention where it has none, or the vault "
        "before it is made",
        why="Each copy job into the vault fails.",
        rests_on=[("data_protection", AIR_GAPPED), ("data_protection", "schedules", name)],
    )


def warn_of_air_gap(context: StageContext, protected: Sequence[Protected]) -> None:
    """Warn that nobody shortens what a logically air-gapped vault keeps."""
    bounds = context.viewpoint.data_protection.air_gapped
    if bounds is None or air_gapped_region(context) is None:
        return
    if any(each.isolated for each in protected):
        longest = format_duration(bounds.maximum_retention)
        context.report(
            "lock-for-ever",
            ("data_protection", AIR_GAPPED),
            "the vault is locked for ever from the first day: nobody removes the lock, not the "
            "root user and not AWS, and its bounds never change",
            "keep it if that is what you want; a copy to another account by copies can be undone",
            why=f"What is copied into it stays, and is paid, for up to {longest}.",
            severity="warning",
        )
