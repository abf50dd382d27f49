import json
import re
from typing import Any

import jmespath  # type: ignore[import-untyped]
import pytest

from tests.support.aws_command import commands, mistakes, sample_answer
from tests.support.viewpoints import SMALL, changed, planned
from tocsin.plan import EventRuleSpec, Plan

COPIED = ("schedule: cron(0 3 * * ? *)", "schedule: cron(0 3 * * ? *), copy_retention: 30d")
CONTINUOUS = (
    "schedules: [daily]}\n",
    "schedules: [daily]}\n    files: {arn: 'arn:aws:s3:::files', schedules: [always], RPO}\n",
)
ALWAYS = (
    "    daily: {schedule: cron(0 3 * * ? *)}\n",
    (
        "    daily: {schedule: cron(0 3 * * ? *)}\n"
        "    always: {schedule: cron(0 5 * * ? *), continuous: true}\n"
    ),
)
HERE = "arn:aws:backup:eu-west-1:111122223333:backup-vault:shop-prod"
THERE = "arn:aws:backup:eu-central-1:111122223333:backup-vault:shop-prod-recovery"
TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders"


def _events(plan: Plan) -> dict[str, EventRuleSpec]:
    assert plan.backup is not None
    return {event.id: event for event in plan.backup.regions[0].vault.events}


def _with_continuous(rpo: str, *, versioned: bool = False, also_daily: bool = False) -> Plan:
    claimed = f"objectives: {{corruption: {{rpo: {rpo}}}}}"
    versions = ", mechanisms: {s3_versioning: on, s3_replication: on}" if versioned else ""
    text = changed(ALWAYS, CONTINUOUS).replace("RPO", f"{claimed}{versions}")
    return planned(text.replace("[always]", "[always, daily]") if also_daily else text)


def _sent(event: EventRuleSpec, sample: dict[str, Any]) -> dict[str, Any]:
    """Return what EventBridge makes of *sample*: values are put in as they are, never escaped."""
    template = json.dumps(event.message)
    for name, path in event.variables.items():
        template = template.replace(f"<{name}>", _value(sample, path))
    sent: dict[str, Any] = json.loads(template)
    return sent


def _value(sample: dict[str, Any], path: str) -> str:
    found: Any = sample
    for key, index in re.findall(r"(\w+)(?:\[(\d)\])?", path.removeprefix("$.")):
        found = found[key]
        found = found[int(index)] if index else found
    assert isinstance(found, str)
    return found


# The shapes of AWS's own examples: https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
BACKUP_FAILED: dict[str, Any] = {
    "detail-type": "Backup Job State Change",
    "source": "aws.backup",
    "resources": [],
    "detail": {
        "backupJobId": "34176239-e96d-4e1d-9fad-529dbb3c3556",
        "backupVaultArn": HERE,
        "backupVaultName": "shop-prod",
        "resourceArn": TABLE,
        "resourceType": "DynamoDB",
        "state": "FAILED",
        "statusMessage": '"Backup job failed because the table is being restored."',
    },
}
COPY_FAILED: dict[str, Any] = {
    "detail-type": "Copy Job State Change",
    "source": "aws.backup",
    "resources": [f"{TABLE}/backup/01"],
    "detail": {
        "copyJobId": "47C8EF56-74D8-059D-1301-C5BE1D5C926E",
        "resourceArn": TABLE,
        "resourceType": "DynamoDB",
        "sourceBackupVaultArn": HERE,
        "state": "FAILED",
        "statusMessage": "Access denied exception while trying to list tags",
        "destinationBackupVaultArn": THERE,
        "destinationRecoveryPointArn": {},
    },
}
RESTORE_FAILED: dict[str, Any] = {
    "detail-type": "Restore Job State Change",
    "source": "aws.backup",
    "resources": [f"{TABLE}/backup/01"],
    "detail": {
        "restoreJobId": "1B234A56-789B-01CD-2A34-4567A08901FD",
        "percentDone": 0,
        "resourceType": "DynamoDB",
        "status": "FAILED",
        "statusMessage": "The table exists already.",
    },
}
STOPPED: dict[str, Any] = {
    "detail-type": "Recovery Point State Change",
    "source": "aws.backup",
    "resources": ["arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:files-01"],
    "detail": {
        "backupVaultName": "shop-prod",
        "backupVaultArn": HERE,
        "resourceType": "S3",
        "resourceArn": "arn:aws:s3:::files",
        "status": "STOPPED",
    },
}
SAMPLES = {
    "backup-jobs-failed": BACKUP_FAILED,
    "copy-jobs-failed": COPY_FAILED,
    "restore-jobs-failed": RESTORE_FAILED,
    "continuous-backup-stopped": STOPPED,
}


@pytest.mark.parametrize("event_id", SAMPLES)
def test_a_person_can_read_what_is_sent(event_id: str) -> None:
    """The message says what happened to what, where, what to do first, and where to read on."""
    event = _events(_with_continuous("15m"))[event_id]
    sent = _sent(event, SAMPLES[event_id])
    content, facts = sent["content"], sent["metadata"]["additionalContext"]

    assert next(iter(sent)) == "content", "what a small screen shows stands first"
    assert content["title"].startswith(f"{event.severity.upper()}: shop prod: {event.title} (")
    assert facts["resource"] in content["description"]
    assert facts["type"] in content["description"]
    assert facts["state"] in content["description"]
    assert content["nextSteps"][0].startswith("First, ask why: aws backup describe-")
    assert content["nextSteps"][1] == f"Runbook: {facts['runbook']}"
    assert facts["runbook"].endswith(f"/{event.runbook_path}")
    assert (facts["vault"], facts["severity"]) == ("shop-prod", event.severity)
    assert not re.search(r"[<{]", " ".join([content["title"], content["description"]]))


@pytest.mark.parametrize("event_id", SAMPLES)
def test_chat_shows_what_is_sent(event_id: str) -> None:
    """Amazon Q drops JSON that has not this form, and what is too long for it."""
    sent = _sent(_events(_with_continuous("15m"))[event_id], SAMPLES[event_id])

    assert (sent["version"], sent["source"]) == ("1.0", "custom")
    assert len(sent["content"]["title"]) <= 250
    assert len(sent["content"]["description"]) <= 8_000
    assert max(map(len, sent["content"]["nextSteps"])) <= 350
    assert sent["metadata"]["threadId"]
    assert all(isinstance(value, str) for value in sent["metadata"]["additionalContext"].values())


@pytest.mark.parametrize("event_id", SAMPLES)
def test_first_step_is_a_command_that_aws_has(event_id: str) -> None:
    """What a person is told to run can be run as it stands."""
    sent = _sent(_events(_with_continuous("15m"))[event_id], SAMPLES[event_id])
    step = sent["content"]["nextSteps"][0].removeprefix("First, ask why: ")
    (command,) = commands(f"`{step}`")
    (query,) = command.options["query"]

    assert mistakes(command) == []
    assert jmespath.search(query, sample_answer(command)) is not None


def test_free_text_of_an_event_is_not_sent() -> None:
    """A quotation mark in it would end the JSON, which a person's subscription then drops."""
    paths = [
        path
        for event in _events(_with_continuous("15m")).values()
        for path in event.variables.values()
    ]

    assert paths
    assert [path for path in paths if "essage" in path] == []


def test_each_way_to_end_badly_is_told_once() -> None:
    """No state of a job is left out, and none is told by two rules."""
    told: dict[str, list[str]] = {}
    for event in _events(planned(SMALL)).values():
        (kind,), detail = event.pattern["detail-type"], event.pattern["detail"]
        told.setdefault(kind, []).extend(detail.get("state") or detail["status"])

    assert {kind: sorted(states) for kind, states in told.items()} == {
        f"{job} Job State Change": ["ABORTED", "EXPIRED", "FAILED", "PARTIAL"]
        for job in ("Backup", "Copy", "Restore")
    }


def test_only_the_vaults_of_the_stage_are_heard_of() -> None:
    """Another stage of the account has rules of its own."""
    details = {event.id: event.pattern["detail"] for event in _events(planned(SMALL)).values()}

    assert details["backup-jobs-failed"]["backupVaultName"] == ["shop-prod"]
    assert details["backup-jobs-expired"]["backupVaultName"] == ["shop-prod"]
    assert details["copy-jobs-failed"]["sourceBackupVaultArn"] == [HERE]


def test_restore_that_names_no_vault_is_heard_of() -> None:
    """AWS's example of a restore that failed names no vault, so it could be of any."""
    detail = _events(planned(SMALL))["restore-jobs-failed"].pattern["detail"]

    assert detail["$or"] == [
        {"backupVaultArn": [HERE]},
        {"backupVaultArn": [{"exists": False}]},
    ]


def test_recovery_region_tells_of_its_own_vault() -> None:
    """What fails there is told there, because the other region may be what is lost."""
    plan = planned(changed(COPIED))
    assert plan.backup is not None
    assert plan.backup.recovery_vaults
    events = {event.id: event for event in plan.backup.recovery_vaults[0].events}

    assert [spec.region for spec in plan.alerting] == ["eu-west-1", "eu-central-1"]
    assert events["copy-jobs-failed"].pattern["detail"]["sourceBackupVaultArn"] == [THERE]
    assert "--region eu-central-1" in json.dumps(events["restore-jobs-failed"].message)


def test_without_continuous_backups_nothing_can_stop() -> None:
    """A rule for what a stage does not have is not built."""
    assert "continuous-backup-stopped" not in _events(planned(SMALL))


@pytest.mark.parametrize(
    ("plan", "severity"),
    [
        (_with_continuous("15m"), "critical"),
        (_with_continuous("1d"), "critical"),
        (_with_continuous("1d", also_daily=True), "critical"),
        (_with_continuous("2d", also_daily=True), "warning"),
        (_with_continuous("15m", versioned=True), "warning"),
    ],
    ids=["alone", "alone-for-a-day", "daily-is-too-late", "daily-is-enough", "versioned"],
)
def test_stop_is_critical_where_an_objective_rests_on_it(plan: Plan, severity: str) -> None:
    """It is where neither versions nor the other schedules keep what is claimed."""
    event = _events(plan)["continuous-backup-stopped"]

    assert event.severity == severity
    assert event.pattern["detail"] == {"status": ["STOPPED"], "backupVaultName": ["shop-prod"]}
