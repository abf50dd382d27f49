"""Backup plans and vaults, from what is protected, and the alarms on them."""

from tocsin.catalogue import resource_types
from tocsin.plan.bound_resource import bind_resource
from tocsin.plan.resource_alarms import resource_alarms
from tocsin.plan.specs import (
    AlarmSpec,
    BackupPlanSpec,
    BackupRuleSpec,
    BackupSpec,
    CopySpec,
    VaultLockSpec,
    VaultSpec,
    partition,
    qualified,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import BackupSchedule, ProtectedResource, Resource, slug

BACKUP_SERVICE = "backups"
"""What the alarms on backups have in place of a service of the viewpoint."""

_COPY_ALARM = "-copy-jobs-failed"

LONGEST_PLAN_NAME = 50
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupPlanInput.html"""

_ARNS = {
    "dynamodb_table": ("dynamodb", "table/{}", "table"),
    "aurora_cluster": ("rds", "cluster:{}", "cluster"),
}
"""By resource type: the service, the resource part and the identifier of its Amazon Resource Name.

https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
"""


def make_backup(context: StageContext) -> BackupSpec | None:
    """Return the stage's backups, or None when nothing is backed up."""
    protection = context.viewpoint.data_protection
    plans: dict[tuple[str, ...], list[str]] = {}
    for name, item in protection.protected.items():
        if item.schedules:
            ordered = tuple(each for each in protection.schedules if each in item.schedules)
            plans.setdefault(ordered, []).append(_arn(context, name, item))
    if not plans:
        return None
    used = {schedule for schedules in plans for schedule in schedules}
    has_copies = any(protection.schedules[schedule].copy_retention for schedule in used)
    recovery_region = context.stage.recovery_region
    return BackupSpec(
        vault=_vault(context, context.stage.region),
        recovery_vault=_vault(context, recovery_region, "recovery")
        if has_copies and recovery_region
        else None,
        plans=tuple(_plan(context, schedules, arns) for schedules, arns in plans.items()),
    )


def _vault(context: StageContext, region: str, *suffix: str) -> VaultSpec:
    lock = context.viewpoint.data_protection.vault_lock
    return VaultSpec(
        name=qualified(context.viewpoint.system, context.stage_name, *suffix),
        region=region,
        lock=None
        if lock is None
        else VaultLockSpec(
            minimum_days=lock.minimum_retention.days,
            maximum_days=lock.maximum_retention.days if lock.maximum_retention else None,
            changeable_days=lock.changeable_for.days if lock.changeable_for else None,
        ),
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
    )


def _copy(context: StageContext, schedule: BackupSchedule) -> CopySpec | None:
    region = context.stage.recovery_region
    if schedule.copy_retention is None or region is None:
        return None
    return CopySpec(
        vault=qualified(context.viewpoint.system, context.stage_name, "recovery"),
        region=region,
        retention_days=schedule.copy_retention.days,
    )


def _arn(context: StageContext, name: str, item: ProtectedResource) -> str:
    key_path = ("data_protection", "protected", name)
    if item.arn is not None:
        return context.identify((*key_path, "arn"), item.arn)
    service, _, resource_name = (item.resource or "").partition("/")
    resource = context.viewpoint.services[service].resources[resource_name]
    if resource.type not in resource_types():
        return ""  # the service's alarms report it
    if resource.type not in _ARNS:
        context.report(
            "unknown-arn",
            (*key_path, "resource"),
            f"how AWS Backup names a {resource.type} is not known",
            f"write its 'arn' in place of 'resource'; known are {', '.join(sorted(_ARNS))}",
        )
        return ""
    aws_service, form, identifier = _ARNS[resource.type]
    identifier_path = ("services", service, "resources", resource_name, identifier)
    value = context.identify(identifier_path, resource.identifiers.get(identifier, ""))
    region, account = context.stage.region, context.stage.account
    return f"arn:{partition(region)}:{aws_service}:{region}:{account}:{form.format(value)}"


def backup_alarms(context: StageContext, backup: BackupSpec | None) -> list[AlarmSpec]:
    """Return the alarms on the vault that backups are made in, and on the copies of them.

    The metrics of a copy job carry the name of the vault that it copies to:
    https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html.
    """
    if backup is None:
        return []
    here = _alarms_on(context, "vault", backup.vault)
    recovery = backup.recovery_vault
    copies = _alarms_on(context, "recovery vault", recovery) if recovery is not None else []
    return [
        *(alarm for alarm in here if not alarm.id.endswith(_COPY_ALARM)),
        *(alarm for alarm in copies if alarm.id.endswith(_COPY_ALARM)),
    ]


def _alarms_on(context: StageContext, name: str, vault: VaultSpec) -> list[AlarmSpec]:
    resource = bind_resource(
        context,
        ("data_protection",),
        Resource.model_validate({"type": "backup_vault", "vault": vault.name}),
        service=BACKUP_SERVICE,
        owner=context.viewpoint.owner,
        name=name,
    )
    return resource_alarms(context, resource) if resource is not None else []
