"""Notifications of a vault that are only of events which AWS Backup no longer sends."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "backup/dead-notification"
NO_LONGER_SENT = frozenset(
    {
        "BACKUP_JOB_SUCCESSFUL",
        "BACKUP_JOB_FAILED",
        "BACKUP_JOB_EXPIRED",
        "RESTORE_JOB_SUCCESSFUL",
        "RESTORE_JOB_FAILED",
        "BACKUP_PLAN_CREATED",
        "BACKUP_PLAN_MODIFIED",
    }
)
"""Deprecated: they "do not return statuses or notifications"."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for vault in subject.assembly.resources("AWS::Backup::BackupVault"):
        events = Part.of(vault, "Notifications", "BackupVaultEvents")
        named = [each.text for each in events.items]
        if not named or not NO_LONGER_SENT.issuperset(named):
            continue
        yield events.problem(
            _ID,
            f"the vault's topic is told of {', '.join(map(str, named))} alone",
            "write BACKUP_JOB_COMPLETED, COPY_JOB_FAILED and RESTORE_JOB_COMPLETED, which come for "
            "failed jobs too, or a rule of EventBridge for aws.backup",
            why="AWS Backup has deprecated these events and sends nothing of them",
        )


CHECK = Check(
    id=_ID,
    title="A vault's notifications are of events that AWS Backup still sends.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultNotifications.html",
    ),
)
