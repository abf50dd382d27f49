"""Templates of a system whose data are protected as Tocsin's own stacks write it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tocsin.recovery import (
    METADATA_KEY,
    DeclaredStore,
    Mechanism,
    Objective,
    RecoveryTime,
    Store,
    recovery_document,
)

ACCOUNT, REGION, ELSEWHERE = "111122223333", "us-east-1", "us-west-2"
_ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo")
_HOUR = timedelta(hours=1)


def write_templates(folder: Path, stores: int, plans: int) -> Path:
    """Write the tables of an application and a stack of their backups; return the folder.

    Each plan has a rule that runs every two hours and a daily one that is copied to another
    Region, at times that no other plan has; stores are shared out among plans. All objectives are
    met.
    """
    folder.mkdir(parents=True)
    _write(folder / "application.template.json", _tables(stores))
    _write(folder / "backup.template.json", _backups(stores, plans))
    return folder


def _write(path: Path, resources: Iterator[tuple[str, dict[str, Any]]]) -> None:
    path.write_text(json.dumps({"Resources": dict(resources)}, indent=1))


def _tables(stores: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for number in range(stores):
        yield (
            f"Table{number:03}",
            {
                "Type": "AWS::DynamoDB::Table",
                "Properties": {
                    "TableName": f"table-{number:03}",
                    "BillingMode": "PAY_PER_REQUEST",
                    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                },
            },
        )


def _backups(stores: int, plans: int) -> Iterator[tuple[str, dict[str, Any]]]:
    document = recovery_document(tuple(_declared(number) for number in range(stores)))
    yield (
        "Vault",
        {
            "Type": "AWS::Backup::BackupVault",
            "Properties": {"BackupVaultName": "system-prod"},
            "Metadata": {METADATA_KEY: document},
        },
    )
    for plan in range(plans):
        yield f"Plan{plan:03}", _plan(plan)
        yield f"Selection{plan:03}", _selection(plan, range(plan, stores, plans))


def _declared(number: int) -> DeclaredStore:
    return DeclaredStore(
        store=Store(
            name=f"store {number:03}",
            region=REGION,
            type="DynamoDB",
            objectives=(
                Objective(scenario="corruption", rpo=8 * _HOUR, rto=8 * _HOUR),
                Objective(scenario="zone", rpo=timedelta(0)),
                Objective(scenario="region", rpo=72 * _HOUR, rto=12 * _HOUR),
            ),
            retention=timedelta(days=30),
            mechanisms=(Mechanism(kind="point_in_time_recovery"),) if number % 2 else (),
            restore=RecoveryTime(takes=2 * _HOUR),
            responds_within=timedelta(minutes=10),
        ),
        arn=_arn(number),
        copies_within={"daily": 2 * _HOUR},
    )


def _plan(number: int) -> dict[str, Any]:
    zone = _ZONES[number % len(_ZONES)]
    daily = {
        **_rule("daily", f"cron({number % 60} {number // 60} * * ? *)", zone, days=35),
        "CopyActions": [
            {"DestinationBackupVaultArn": f"arn:aws:backup:{ELSEWHERE}:{ACCOUNT}:backup-vault:far"}
        ],
    }
    hours = f"{number // 60 % 2}/2"
    often = _rule("often", f"cron({number % 60} {hours} * * ? *)", zone, days=7)
    return {
        "Type": "AWS::Backup::BackupPlan",
        "Properties": {
            "BackupPlan": {"BackupPlanName": f"plan-{number:03}", "BackupPlanRule": [daily, often]}
        },
    }


def _rule(name: str, schedule: str, zone: str, days: int) -> dict[str, Any]:
    return {
        "RuleName": name,
        "TargetBackupVault": {"Ref": "Vault"},
        "ScheduleExpression": schedule,
        "ScheduleExpressionTimezone": zone,
        "StartWindowMinutes": 60,
        "CompletionWindowMinutes": 120,
        "Lifecycle": {"DeleteAfterDays": days},
    }


def _selection(plan: int, stores: range) -> dict[str, Any]:
    return {
        "Type": "AWS::Backup::BackupSelection",
        "Properties": {
            "BackupPlanId": {"Ref": f"Plan{plan:03}"},
            "BackupSelection": {
                "SelectionName": f"selection-{plan:03}",
                "IamRoleArn": f"arn:aws:iam::{ACCOUNT}:role/backup",
                "Resources": [_arn(number) for number in stores],
            },
        },
    }


def _arn(number: int) -> str:
    return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/table-{number:03}"
