"""Copies beside those in the recovery Region: in vaults of others, and out of reach of all."""

from collections.abc import Iterator

from tocsin.plan.backups.air_gap import air_gapped_region
from tocsin.plan.backups.vaults import air_gapped_vault_name
from tocsin.plan.specs import CopySpec
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import AIR_GAPPED, BackupSchedule


def other_copies(context: StageContext, schedule: BackupSchedule) -> tuple[CopySpec, ...]:
    """Return where else recovery points of *schedule* go, in the order of the viewpoint."""
    return tuple(_copies(context, schedule))


def _copies(context: StageContext, schedule: BackupSchedule) -> Iterator[CopySpec]:
    protection = context.viewpoint.data_protection
    kept = schedule.copy_retention or schedule.retention
    for name in schedule.also_copied_to:
        if name in protection.copies:
            other = protection.copies[name]
            path = ("data_protection", "copies", name, "vault")
            is_own = other.account in (None, context.stage.account)
            yield CopySpec(
                vault=context.identify(path, other.vault),
                region=other.region,
                retention_days=(other.retention or kept).days,
                account=None if is_own else other.account,
            )
        elif name == AIR_GAPPED and (region := air_gapped_region(context)) is not None:
            yield CopySpec(
                vault=air_gapped_vault_name(context), region=region, retention_days=kept.days
            )
