"""Backup plans and vaults, from what is protected."""

from collections.abc import Sequence

from tocsin.plan.backups.arrivals import expected_backups, expected_copies
from tocsin.plan.backups.protected import Protected
from tocsin.plan.backups.restored_stores import restored_stores
from tocsin.plan.backups.vault_events import vault_events
from tocsin.plan.specs import (
    AgeCheckSpec,
    BackupPlanSpec,
    BackupRuleSpec,
    BackupSpec,
    CopySpec,
    RegionalBackupSpec,
    Severity,
    VaultLockSpec,
    VaultSpec,
    qualified,
    stored_paths,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import BackupSchedule, slug

LONGEST_PLAN_NAME = 50
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupPlanInput.html"""


def make_backup(context: StageContext, protected: Sequence[Protected]) -> BackupSpec | None:
    """Return the stage's backups, or None when nothing is backed up."""
    if not protected:
        return None
    copied = any(schedule.copy_retention for each in protected for _, schedule in each.schedules)
    recovery_region = context.stage.copied_to
    aged_copies = [age.protected for age in expected_copies(protected).ages]
    if copied and recovery_region:
        _check_stored(context, aged_copies, recovery_region)
    by_region = {
        there.region: [each for each in protected if each.region == there.region]
        for there in context.in_each()
    }
    return BackupSpec(
        regions=tuple(
            _regional(context.at(region), here) for region, here in by_region.items() if here
        ),
        recovery_vault=_vault(
            context,
            recovery_region,
            "recovery",
            aged=aged_copies,
        )
        if copied and recovery_region
        else None,
    )


def _check_stored(context: StageContext, aged: Sequence[Protected], recovery: str) -> None:
    """Report names of several Regions that would be read from one parameter, in another Region."""
    if len(context.stage.active_regions) == 1:
        return
    for each in aged:
        for path in stored_paths([each.arn]):
            context.report(
                "stored-in-another-region",
                ("data_protection", "protected", each.item),
                f"the age of its copies is looked up in {recovery}, where ssm:{path} is another "
                "parameter than in the Region of the data",
                "write its ARN, with {stage}, {account} and {region}, or remove copy_retention",
            )


def _regional(context: StageContext, protected: Sequence[Protected]) -> RegionalBackupSpec:
    """Return the backups of what is protected in the Region."""
    plans: dict[tuple[str, ...], list[str]] = {}
    for each in protected:
        plans.setdefault(tuple(name for name, _ in each.schedules), []).append(each.arn)
    return RegionalBackupSpec(
        stores=restored_stores(context, protected),
        vault=_vault(
            context,
            context.region,
            aged=[age.protected for age in expected_backups(protected).ages],
            continuous=_urgency_of_a_stop(protected),
        ),
        plans=tuple(_plan(context, schedules, arns) for schedules, arns in plans.items()),
    )


def _urgency_of_a_stop(protected: Sequence[Protected]) -> Severity | None:
    """Return how urgent it is that a continuous backup stops; None when there is none."""
    if not any(each.continuous for each in protected):
        return None
    return "critical" if any(each.rests_on_continuous for each in protected) else "warning"


def _vault(
    context: StageContext,
    region: str,
    *suffix: str,
    aged: Sequence[Protected],
    continuous: Severity | None = None,
) -> VaultSpec:
    name = qualified(context.viewpoint.system, context.stage_name, *suffix)
    return VaultSpec(
        name=name,
        region=region,
        lock=_lock(context),
        events=vault_events(context, name, region, continuous=continuous),
        age_check=AgeCheckSpec(vault=name, resources=tuple((each.name, each.arn) for each in aged))
        if aged
        else None,
    )


def _lock(context: StageContext) -> VaultLockSpec | None:
    """Return the lock of the vaults; a stage that is thrown away with its backups has none."""
    lock = context.viewpoint.data_protection.vault_lock
    if lock is None or not context.stage.retain:
        return None
    return VaultLockSpec(
        minimum_days=lock.minimum_retention.days,
        maximum_days=lock.maximum_retention.days if lock.maximum_retention else None,
        changeable_days=lock.changeable_for.days if lock.changeable_for else None,
    )


def _plan(context: StageContext, schedules: tuple[str, ...], arns: list[str]) -> BackupPlanSpec:
    identity = "-and-".join(slug(schedule) for schedule in schedules)
    name = qualified(context.viewpoint.system, context.stage_name, identity)
    if len(name) > LONGEST_PLAN_NAME:
        context.report(
            "name-too-long",
            ("data_protection", "schedules"),
            f"the plan {name!r} has {len(name)} characters, and AWS Backup allows "
            f"{LONGEST_PLAN_NAME}",
            "shorten the schedules' names",
        )
    return BackupPlanSpec(
        id=identity,
        name=name,
        rules=tuple(_rule(context, schedule) for schedule in schedules),
        selection_name=name,
        arns=tuple(sorted(set(arns))),
    )


def _rule(context: StageContext, name: str) -> BackupRuleSpec:
    schedule = context.viewpoint.data_protection.schedules[name]
    return BackupRuleSpec(
        id=slug(name),
        name=slug(name),
        schedule=schedule.schedule,
        time_zone=schedule.time_zone,
        start_window_minutes=int(schedule.start_window.total_seconds()) // 60,
        completion_window_minutes=int(schedule.completion_window.total_seconds()) // 60,
        continuous=schedule.continuous,
        retention_days=schedule.retention.days,
        copy=_copy(context, schedule),
        leaves_out_copy=schedule.copy_retention is not None and context.stage.copied_to is None,
    )


def _copy(context: StageContext, schedule: BackupSchedule) -> CopySpec | None:
    region = context.stage.copied_to
    if schedule.copy_retention is None or region is None:
        return None
    return CopySpec(
        vault=qualified(context.viewpoint.system, context.stage_name, "recovery"),
        region=region,
        retention_days=schedule.copy_retention.days,
    )
