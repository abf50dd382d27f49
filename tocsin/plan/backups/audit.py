"""The audit of a stage's backups: its controls follow from what the viewpoint promises."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import ceil

from tocsin.plan.backups.air_gap import air_gapped_region
from tocsin.plan.backups.arrivals import expected_isolated, until_backed_up
from tocsin.plan.backups.protected import Protected
from tocsin.plan.backups.vaults import lock_of
from tocsin.plan.specs import BackupAuditSpec, ControlSpec, ReportSpec, RestoreTestsSpec
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import BackupSchedule

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_PATH = ("data_protection", "audit")

_REPORTS = (
    ("backup_jobs", "BACKUP_JOB_REPORT"),
    ("copy_jobs", "COPY_JOB_REPORT"),
    ("restore_jobs", "RESTORE_JOB_REPORT"),
    ("resources", "RESOURCE_COMPLIANCE_REPORT"),
    ("controls", "CONTROL_COMPLIANCE_REPORT"),
)
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/choosing-report-template.html"""


def backup_audit(
    context: StageContext, protected: Sequence[Protected], tests: RestoreTestsSpec | None
) -> BackupAuditSpec | None:
    """Return the audit in the Region of *context*; None where it is not wanted, or of nothing.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/controls-and-remediation.html

    Args:
        context: The stage in the Region.
        protected: What is backed up there.
        tests: The restore tests there, if any.
    """
    audit = context.viewpoint.data_protection.audit
    if audit is None or not protected:
        return None
    # Names of frameworks and reports have no hyphens.
    name = f"{context.viewpoint.system}_{context.stage_name}".replace("-", "_")
    types = {each.type for each in protected}
    tags = [
        (key, context.fill((*_PATH, "tags", key), value))
        for key, value in (audit.tags or {}).items()
    ]
    return BackupAuditSpec(
        framework=name,
        controls=(*_controls(context, protected), *_of_restores(tests)),
        # What is selected by tags, or has an unknown type, may be of any.
        types=() if None in types else tuple(sorted(each for each in types if each)),
        tag=tags[0] if tags else None,
        reports=tuple(
            ReportSpec(
                id=kind,
                name=f"{name}_{kind}",
                template=template,
                is_of_framework=template.endswith("COMPLIANCE_REPORT"),
            )
            for kind, template in _REPORTS
        ),
        bucket=context.identify((*_PATH, "reports"), audit.reports),
        prefix=context.fill((*_PATH, "prefix"), audit.prefix),
        formats=tuple(dict.fromkeys(audit.formats)),
    )


def _controls(context: StageContext, protected: Sequence[Protected]) -> Iterator[ControlSpec]:
    """Yield what the viewpoint promises, each with the number that it promises."""
    schedules = [schedule for each in protected for _, schedule in each.schedules]
    kept = (("requiredRetentionDays", str(min(each.retention.days for each in schedules))),)
    yield ControlSpec(name="BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN", is_of_resources=True)
    yield ControlSpec(name="BACKUP_RECOVERY_POINT_ENCRYPTED")
    yield ControlSpec(name="BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK", parameters=kept)
    seldom = max(
        min(schedule.longest_interval for _, schedule in each.schedules) for each in protected
    )
    if frequency := _frequency(seldom):
        yield ControlSpec(
            name="BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK", parameters=(*frequency, *kept)
        )
    oldest = max(min(map(_oldest, (own for _, own in each.schedules))) for each in protected)
    if age := _age(oldest, most_hours=744):
        yield ControlSpec(
            name="BACKUP_LAST_RECOVERY_POINT_CREATED", parameters=age, is_of_resources=True
        )
    yield from _of_places(context, protected)
    yield from _of_locks(context, schedules)


def _of_places(context: StageContext, protected: Sequence[Protected]) -> Iterator[ControlSpec]:
    """Yield the controls of where else copies are, as far as there are any."""
    if context.stage.copied_to is not None and any(each.copied for each in protected):
        yield ControlSpec(name="BACKUP_RESOURCES_PROTECTED_BY_CROSS_REGION", is_of_resources=True)
    copies = context.viewpoint.data_protection.copies
    used = {
        copies[name].account
        for each in protected
        for _, schedule in each.schedules
        for name in schedule.also_copied_to
        if name in copies
    }
    if used - {None, context.stage.account}:
        yield ControlSpec(name="BACKUP_RESOURCES_PROTECTED_BY_CROSS_ACCOUNT", is_of_resources=True)
    ages = [each.at_most for each in expected_isolated(protected).ages]
    # The control takes no less than a day.
    age = _age(max(*ages, _DAY), most_hours=2_184) if ages else ()
    if age and air_gapped_region(context) == context.region:
        name = "RESOURCES_IN_LOGICALLY_AIR_GAPPED_VAULT"
        yield ControlSpec(name=name, parameters=age, is_of_resources=True)


def _of_locks(context: StageContext, schedules: Sequence[BackupSchedule]) -> Iterator[ControlSpec]:
    """Yield the controls of what keeps recovery points from being deleted."""
    if context.stage.retain:
        yield ControlSpec(name="BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED")
    if all(lock_of(context, each.vault) is not None for each in schedules):
        name = "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK"
        yield ControlSpec(name=name, is_of_resources=True)


def _of_restores(tests: RestoreTestsSpec | None) -> Iterator[ControlSpec]:
    """Yield the control of how long restores take, where some are rehearsed."""
    if tests is not None:
        longest = max(each.within for each in tests.tests)
        yield ControlSpec(
            name="RESTORE_TIME_FOR_RESOURCES_MEET_TARGET",
            parameters=(("maxRestoreTime", str(ceil(longest / timedelta(minutes=1)))),),
            is_of_resources=True,
        )


def _oldest(schedule: BackupSchedule) -> timedelta:
    return schedule.longest_interval + until_backed_up(schedule)


def _frequency(interval: timedelta) -> tuple[tuple[str, str], ...]:
    """Return the parameters for *interval*; none where AWS Backup knows no such frequency."""
    if interval <= _DAY:
        unit, value = "hours", ceil(interval / _HOUR)
    elif interval <= 31 * _DAY + _HOUR:
        # A day on which the clocks are set back has an hour more.
        unit, value = "days", min(31, ceil((interval - _HOUR) / _DAY))
    else:
        return ()
    return (("requiredFrequencyUnit", unit), ("requiredFrequencyValue", str(value)))


def _age(age: timedelta, *, most_hours: int) -> tuple[tuple[str, str], ...]:
    """Return the parameters for the age of recovery points; none where that is beyond a control."""
    if age > most_hours * _HOUR:
        return ()
    return (("recoveryPointAgeUnit", "hours"), ("recoveryPointAgeValue", str(ceil(age / _HOUR))))
