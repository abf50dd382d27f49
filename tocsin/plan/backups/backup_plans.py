"""Backup plans and vaults, from what is protected."""

from collections.abc import Sequence

from tocsin.plan.backups.audit import backup_audit
from tocsin.plan.backups.other_copies import other_copies
from tocsin.plan.backups.protected import Protected
from tocsin.plan.backups.restore_test_checks import check_restore_tests
from tocsin.plan.backups.restore_tests import copied_restore_tests, restore_tests
from tocsin.plan.backups.restored_stores import restored_stores
from tocsin.plan.backups.vaults import own_vaults, recovery_vaults, vault_name
from tocsin.plan.specs import (
    BackupPlanSpec,
    BackupRuleSpec,
    BackupSpec,
    CopySpec,
    RegionalBackupSpec,
    TagSelectionSpec,
    qualified,
    shortened,
)
from tocsin.plan.stage_context import StageContext
from tocsin.recovery import recovery_document
from tocsin.viewpoint import BackupSchedule, slug

LONGEST_PLAN_NAME = 50
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupPlanInput.html"""

MOST_SELECTIONS_BY_TAGS = 10
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html"""

_ARCHIVED = "EBS"
"""The type whose snapshots go into an archive only where the rule opts in.

https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
"""


def make_backup(context: StageContext, protected: Sequence[Protected]) -> BackupSpec | None:
    """Return the stage's backups, or None when nothing is protected.

    A vault is wherever data are, for backups on demand, too, and to say what is claimed.
    """
    if not protected:
        return None
    check_restore_tests(context, protected)
    by_region = {
        there.region: [each for each in protected if each.region == there.region]
        for there in context.in_each()
    }
    return BackupSpec(
        regions=tuple(
            _regional(context.at(region), here) for region, here in by_region.items() if here
        ),
        recovery_vaults=recovery_vaults(context, protected),
        recovery_restore_tests=copied_restore_tests(context, protected),
        leaves_out_restore_tests=context.stage.copied_to is None
        and any(
            each.where != "data"
            for each in context.viewpoint.data_protection.restore_tests.values()
        ),
    )


def _regional(context: StageContext, protected: Sequence[Protected]) -> RegionalBackupSpec:
    """Return the backups of what is protected in the Region."""
    plans: dict[tuple[str, ...], list[Protected]] = {}
    for each in protected:
        if each.schedules:
            plans.setdefault(tuple(name for name, _ in each.schedules), []).append(each)
    own, *others = own_vaults(context, protected)
    named = [each for each in protected if not each.tags]
    stores = restored_stores(context, protected)
    tests = restore_tests(context, protected, stores)
    return RegionalBackupSpec(
        stores=stores,
        restore_tests=tests,
        vault=own,
        other_vaults=tuple(others),
        audit=backup_audit(context, [each for each in protected if each.schedules], tests),
        plans=tuple(_plan(context, schedules, of) for schedules, of in plans.items()),
        recovery=recovery_document(tuple(each.declared for each in named)),
        data=tuple(each.store for each in named),
    )


def _plan(
    context: StageContext, schedules: tuple[str, ...], protected: Sequence[Protected]
) -> BackupPlanSpec:
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
    # Of what is selected by tags some may be volumes.
    has_archive = any(each.type == _ARCHIVED or each.tags for each in protected)
    return BackupPlanSpec(
        id=identity,
        name=name,
        rules=tuple(_rule(context, schedule, has_archive=has_archive) for schedule in schedules),
        selection_name=name,
        arns=tuple(sorted({each.arn for each in protected if not each.tags})),
        tagged=_tagged(context, protected),
    )


def _tagged(context: StageContext, protected: Sequence[Protected]) -> tuple[TagSelectionSpec, ...]:
    """Return what is selected by tags, and report more of it than a plan takes."""
    found = tuple(
        TagSelectionSpec(
            id=slug(each.item),
            name=shortened(slug(each.item), LONGEST_PLAN_NAME),
            tags=each.tags,
        )
        for each in protected
        if each.tags
    )
    if len(found) > MOST_SELECTIONS_BY_TAGS:
        context.report(
            "too-many-tag-selections",
            ("data_protection", "protected"),
            f"{len(found)} are selected by tags with the same schedules, and a plan takes "
            f"{MOST_SELECTIONS_BY_TAGS}",
            "give some of them a schedule of another name, or one tag more that all of them have",
        )
    return found


def _rule(context: StageContext, name: str, *, has_archive: bool) -> BackupRuleSpec:
    schedule = context.viewpoint.data_protection.schedules[name]
    cold = schedule.cold_after
    return BackupRuleSpec(
        id=slug(name),
        name=slug(name),
        vault=vault_name(context, schedule.vault),
        schedule=schedule.schedule,
        time_zone=schedule.time_zone,
        start_window_minutes=int(schedule.start_window.total_seconds()) // 60,
        completion_window_minutes=int(schedule.completion_window.total_seconds()) // 60,
        continuous=schedule.continuous,
        retention_days=schedule.retention.days,
        cold_after_days=None if cold is None else cold.days,
        opts_in_to_archive=cold is not None and has_archive,
        copy=_copy(context, schedule),
        other_copies=other_copies(context, schedule),
        leaves_out_copy=schedule.copy_retention is not None and context.stage.copied_to is None,
    )


def _copy(context: StageContext, schedule: BackupSchedule) -> CopySpec | None:
    region = context.stage.copied_to
    if schedule.copy_retention is None or region is None:
        return None
    return CopySpec(
        vault=vault_name(context, schedule.vault, of_copies=True),
        region=region,
        retention_days=schedule.copy_retention.days,
    )
