"""Backups of which nobody hears when they fail."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.backup.dead_notification import NO_LONGER_SENT
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "backup/no-alarm"
_NAMESPACE = "AWS/Backup"
_SOURCE = "aws.backup"


def _find(subject: Subject) -> Iterator[Verdict]:
    plans = tuple(subject.assembly.resources("AWS::Backup::BackupPlan"))
    if not plans or _anything_listens(subject):
        return
    for plan in plans:
        yield Part.of(plan).problem(
            _ID,
            "nothing in the templates hears of a backup job that fails",
            "add an alarm on AWS/Backup NumberOfBackupJobsFailed and one on too few "
            "NumberOfBackupJobsCompleted, or a rule of EventBridge for Backup Job State Change",
            why="a backup that fails is silent: it is missed on the day on which it is needed",
            severity="note",
        )


def _anything_listens(subject: Subject) -> bool:
    return (
        _has_alarm(subject)
        or _has_rule(subject)
        or _has_notification(subject)
        or _is_left_out(subject)
    )


def _has_alarm(subject: Subject) -> bool:
    """Return whether an alarm reads metrics of AWS Backup, or of a namespace that is not known."""
    return any(
        reading.namespace in (_NAMESPACE, None)
        for alarm in subject.alarms
        for reading in alarm.readings
    )


def _has_rule(subject: Subject) -> bool:
    for resource in subject.assembly.resources("AWS::Events::Rule"):
        pattern = Part.of(resource, "EventPattern")
        if not pattern.is_known or _SOURCE in str(pattern.value):
            return True
    return False


def _has_notification(subject: Subject) -> bool:
    for vault in subject.assembly.resources("AWS::Backup::BackupVault"):
        events = Part.of(vault, "Notifications", "BackupVaultEvents")
        if not Part.of(vault, "Notifications").is_known:
            return True
        if any(each.text not in NO_LONGER_SENT for each in events.items):
            return True
    return False


def _is_left_out(subject: Subject) -> bool:
    """Return whether a condition leaves out what would listen, as in a stage without alarms."""
    return any(
        mark in str(left_out.properties)
        for stack in subject.assembly.stacks
        for left_out in stack.resolver.left_out.values()
        for mark in (_NAMESPACE, _SOURCE)
    )


CHECK = Check(
    id=_ID,
    title="Somebody hears of a backup that fails.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html",
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html",
    ),
)
