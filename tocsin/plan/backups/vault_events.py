"""What people are told of a vault, by the events of AWS Backup.

The notifications of a vault itself do not help: AWS Backup has deprecated those about failed and
expired jobs, and never sends them.
https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultNotifications.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.plan.event_message import event_message, undelivered_queue
from tocsin.plan.specs import (
    LONGEST_RULE_NAME,
    EventRuleSpec,
    Severity,
    partition,
    runbook_path,
    shortened,
)
from tocsin.plan.stage_context import StageContext

RUNBOOKS = "backup_vault"
"""The resource type beside whose alarms the runbooks of these events stand."""

ENDED_BADLY = ("FAILED", "EXPIRED", "ABORTED", "PARTIAL")
"""The states in which a job is over and has not done what it should.

https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """A kind of event.

    Attributes:
        id: Names the rule, and the runbook.
        title: A few words for lists; the same as of the alarm with the same runbook.
        job: The beginning of the event's name: `Backup Job`.
        text: What happened and why it matters.
        question: The command that says why, without its region.
        variables: Names of values, and where they stand in the event's detail.
    """

    id: str
    title: str
    job: str
    text: str
    question: str
    variables: Mapping[str, str]


_BACKUP = {
    "resource": "$.detail.resourceArn",
    "type": "$.detail.resourceType",
    "state": "$.detail.state",
    "job": "$.detail.backupJobId",
}
_DESCRIBE_BACKUP = "describe-backup-job --backup-job-id <job> --query StatusMessage"

_FAILED = _Event(
    id="backup-jobs-failed",
    title="A backup failed",
    job="Backup Job",
    text="The backup of <resource> (<type>) into the vault {vault} ended as <state>. Its newest "
    "recovery point is older than planned, so that a restore would lose more.",
    question=_DESCRIBE_BACKUP,
    variables=_BACKUP,
)
_EXPIRED = _Event(
    id="backup-jobs-expired",
    title="A backup never started",
    job="Backup Job",
    text="The backup of <resource> (<type>) into the vault {vault} has <state>: it could not be "
    "done within its window. Its newest recovery point is older than planned.",
    question=_DESCRIBE_BACKUP,
    variables=_BACKUP,
)
_COPY = _Event(
    id="copy-jobs-failed",
    title="A copy to another vault failed",
    job="Copy Job",
    text="A recovery point of <resource> (<type>) was not copied from the vault {vault} to "
    "<destination>: the job ended as <state>. It would be missing there if this one were lost.",
    question="describe-copy-job --copy-job-id <job> --query CopyJob.StatusMessage",
    variables={
        "resource": "$.detail.resourceArn",
        "type": "$.detail.resourceType",
        "destination": "$.detail.destinationBackupVaultArn",
        "state": "$.detail.state",
        "job": "$.detail.copyJobId",
    },
)
_RESTORE = _Event(
    id="restore-jobs-failed",
    title="A restore failed",
    job="Restore Job",
    text="A restore of the recovery point <resource> (<type>) ended as <state>. A backup that "
    "cannot be restored is no backup.",
    question="describe-restore-job --restore-job-id <job> --query StatusMessage",
    # The event names what was backed up only if the restore succeeds.
    variables={
        "resource": "$.resources[0]",
        "type": "$.detail.resourceType",
        "state": "$.detail.status",
        "job": "$.detail.restoreJobId",
    },
)
_STOPPED = _Event(
    id="continuous-backup-stopped",
    title="A continuous backup has stopped",
    job="Recovery Point",
    text="The continuous backup of <resource> (<type>) in the vault {vault} is <state>: what is "
    "written from now on cannot be restored to a point in time. It stops when its permissions, the "
    "bucket's versioning or its events are taken away, and when its retention is changed.",
    question="describe-recovery-point --backup-vault-name {vault} "
    "--recovery-point-arn <job> --query StatusMessage",
    variables={
        "resource": "$.detail.resourceArn",
        "type": "$.detail.resourceType",
        "state": "$.detail.status",
        "job": "$.resources[0]",
    },
)


def vault_events(
    context: StageContext,
    vault: str,
    region: str,
    *,
    continuous: Severity | None = None,
    is_only_one: bool = True,
) -> tuple[EventRuleSpec, ...]:
    """Return the rules for what goes wrong in a vault of the stage.

    Args:
        context: The stage.
        vault: The vault's name.
        region: Where it is; its events are there, too.
        continuous: How urgent it is that a continuous backup stops; None when there are none.
        is_only_one: Whether what names no vault is told of as if it were this one.
    """
    account = context.stage.account
    arn = f"arn:{partition(region)}:backup:{region}:{account}:backup-vault:{vault}"
    here = {"backupVaultName": [vault]}
    failed = tuple(state for state in ENDED_BADLY if state != "EXPIRED")
    # A restore that fails need not say from which vault; then any of the account's may be meant.
    unnamed = [{"backupVaultArn": [{"exists": False}]}] if is_only_one else []
    restored: dict[str, Any] = (
        {"$or": [{"backupVaultArn": [arn]}, *unnamed]} if unnamed else {"backupVaultArn": [arn]}
    )
    wanted: list[tuple[_Event, Severity, Mapping[str, Any]]] = [
        (_FAILED, "warning", {"state": list(failed), **here}),
        (_EXPIRED, "warning", {"state": ["EXPIRED"], **here}),
        (_COPY, "warning", {"state": list(ENDED_BADLY), "sourceBackupVaultArn": [arn]}),
        (_RESTORE, "warning", {"status": list(ENDED_BADLY), **restored}),
    ]
    if continuous is not None:
        wanted.append((_STOPPED, continuous, {"status": ["STOPPED"], **here}))
    return tuple(
        _rule(context, event, severity, detail, vault=vault, region=region)
        for event, severity, detail in wanted
    )


def _rule(
    context: StageContext,
    event: _Event,
    severity: Severity,
    detail: Mapping[str, Any],
    *,
    vault: str,
    region: str,
) -> EventRuleSpec:
    path = runbook_path(RUNBOOKS, event.id)
    runbook = f"{context.viewpoint.runbooks}/{path}"
    question = event.question.format(vault=vault)
    return EventRuleSpec(
        id=event.id,
        name=shortened(f"{vault}-{event.id}", LONGEST_RULE_NAME),
        title=event.title,
        severity=severity,
        dead_letter_queue=undelivered_queue(context, severity),
        runbook_path=path,
        pattern={
            "source": ["aws.backup"],
            "detail-type": [f"{event.job} State Change"],
            "detail": detail,
        },
        variables=event.variables,
        message=event_message(
            title=f"{context.viewpoint.system} {context.stage_name}: {event.title} (<state>)",
            text=event.text.format(vault=vault),
            severity=severity,
            resource="<resource>",
            thread="<job>",
            steps=(
                f"First, ask why: aws backup {question} --region {region}",
                f"Runbook: {runbook}",
            ),
            facts={
                "owner": context.viewpoint.owner,
                "resource": "<resource>",
                "runbook": runbook,
                "type": "<type>",
                "state": "<state>",
                "vault": vault,
            },
        ),
    )
