"""The validator in the embedded AWS, against real tables, and the drill that shows it."""

import io
import time
import uuid
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from local import restore_validator
from local.drilled_table import CANARY
from local.endpoint import ACCOUNT, HOME_REGION, Endpoint
from local.failure import LocalError
from local.restore_drill import NAME, run_restore_drill
from local.restore_validator import deployed_validator, report_of
from tocsin.restoration import Expectation

pytestmark = pytest.mark.emulator

VALIDATOR = "validates-tables"
PLAN = f"arn:aws:backup:{HOME_REGION}:{ACCOUNT}:restore-testing-plan:{VALIDATOR}"
SOURCE = "validated-orders"
ITEM = {**CANARY.key, **CANARY.attributes}
ORDER = {"id": {"S": "order 1"}}


def arn(table: str) -> str:
    """The Amazon Resource Name of a table."""
    return f"arn:aws:dynamodb:{HOME_REGION}:{ACCOUNT}:table/{table}"


def made(emulator: Endpoint, name: str, *items: dict[str, Any], kind: str = "S") -> None:
    """Make a table with items."""
    client = emulator.client("dynamodb")
    client.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": kind}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    for item in items:
        client.put_item(TableName=name, Item=item)


@pytest.fixture(scope="module")
def validated(emulator: Endpoint) -> Iterator[Endpoint]:
    """An emulator with the validator deployed, and a table that was backed up."""
    made(emulator, SOURCE, ITEM, ORDER)
    expected = Expectation(name="orders", arn=arn(SOURCE), minimum_items=2, canary=CANARY)
    with deployed_validator(emulator, VALIDATOR, plan=PLAN, expectations=(expected,)):
        yield emulator


def reported(
    emulator: Endpoint, restored: str, source: str = SOURCE, kind: str = "DynamoDB"
) -> str:
    """What the validator reports of a table; it reports once."""
    job = {
        "RestoreJobId": str(uuid.uuid4()),
        "Status": "COMPLETED",
        "ResourceType": kind,
        "SourceResourceArn": arn(source),
        "CreatedResourceArn": arn(restored),
        "CreationDate": time.time() - 60,
        "CompletionDate": time.time(),
        "RecoveryPointCreationDate": time.time() - 3_660,
        "CreatedBy": {"RestoreTestingPlanArn": PLAN},
    }
    status, reason = report_of(emulator, job)
    mine = [
        each for each in emulator.restore_reports() if each["RestoreJobId"] == job["RestoreJobId"]
    ]
    assert len(mine) == 1
    return f"{status}: {reason}"


@pytest.mark.parametrize(
    ("items", "kind", "found"),
    [
        (
            [ITEM, ORDER],
            "S",
            "SUCCESSFUL: it is ACTIVE; the key schema is right; at least 2 items; the canary",
        ),
        ([], "S", "FAILED: 0 items, and not at least 2; the canary item is missing"),
        ([ORDER, {"id": {"S": "order 2"}}], "S", "FAILED: the canary item is missing"),
        (
            [{**ITEM, "is": {"S": "dead"}}, ORDER],
            "S",
            "FAILED: the canary item has another value, or none, of is",
        ),
        ([], "N", "FAILED: the key schema differs; looking at it failed: GetItem was answered"),
    ],
)
def test_real_tables_are_told_apart(
    validated: Endpoint, items: list[dict[str, Any]], kind: str, found: str
) -> None:
    """A good restore passes; no items, no canary, another canary and another key do not."""
    name = f"restored-{uuid.uuid4()}"
    made(validated, name, *items, kind=kind)

    assert reported(validated, name).startswith(found)


def test_another_key_schema_fails(validated: Endpoint) -> None:
    """A table with its items under another key is not the one that was backed up."""
    client, name = validated.client("dynamodb"), f"restored-{uuid.uuid4()}"
    keys = (("id", "HASH"), ("is", "RANGE"))
    client.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key, _ in keys],
        KeySchema=[{"AttributeName": key, "KeyType": role} for key, role in keys],
        BillingMode="PAY_PER_REQUEST",
    )
    client.put_item(TableName=name, Item=ITEM)

    assert reported(validated, name).startswith("FAILED: the key schema differs; ")


def test_what_cannot_be_judged_fails(validated: Endpoint) -> None:
    """A table that is not there, one that nobody expects, and a type that nobody knows."""
    assert "DescribeTable was answered by ResourceNotFound" in reported(validated, "nowhere")
    assert "nothing says what is expected" in reported(validated, SOURCE, source="others")
    assert "nothing is known to check of the type 'FSx'" in reported(validated, "x", kind="FSx")


def test_metrics_arrive_where_alarms_read_them(validated: Endpoint) -> None:
    """The last restore was no good; it had taken a minute, and its backup was an hour old."""
    made(validated, name := f"restored-{uuid.uuid4()}")
    reported(validated, name)

    dimensions = [
        {"Name": "Resource", "Value": "orders"},
        {"Name": "Stage", "Value": "local"},
        {"Name": "System", "Value": VALIDATOR},
    ]
    worst = {
        metric: validated.client("cloudwatch").get_metric_statistics(
            Namespace="Tocsin/Backup",
            MetricName=metric,
            Dimensions=dimensions,
            StartTime=time.time() - 600,
            EndTime=time.time() + 60,
            Period=3_600,
            Statistics=[statistic],
        )["Datapoints"][-1][statistic]
        for metric, statistic in (
            ("RestoreValidated", "Minimum"),
            ("RestoreTime", "Maximum"),
            ("RestoredRecoveryPointAge", "Maximum"),
        )
    }
    assert worst["RestoreValidated"] == 0
    assert worst["RestoreTime"] == pytest.approx(60, abs=1)
    assert worst["RestoredRecoveryPointAge"] == pytest.approx(3_600, abs=1)


def test_the_drill_tells_good_from_bad_and_leaves_nothing(emulator: Endpoint) -> None:
    """Each step is told, and what stands in; what a run that was killed has left is in no way."""
    told: list[str] = []
    emulator.client("lambda").create_function(
        FunctionName=NAME,
        Runtime="python3.14",
        Handler="x.y",
        Role=f"arn:aws:iam::{ACCOUNT}:role/x",
        Code={"ZipFile": restore_validator.function_code()},
    )

    drill = run_restore_drill(emulator, told.append)

    assert [each.what for each in drill.timeline] == told
    assert [what.partition(":")[0] for what in told if "validator reported" in what] == [
        "the validator reported SUCCESSFUL",
        "the validator reported FAILED",
    ]
    assert sum("(stand-in)" in what for what in told) == 5
    assert "none of them is a recovery time" in drill.note
    tables = emulator.client("dynamodb").list_tables()["TableNames"]
    assert [each for each in tables if each.startswith((NAME, "awsbackup-"))] == []
    assert emulator.client("dynamodb").list_backups(TableName=NAME)["BackupSummaries"] == []
    names = emulator.client("lambda").list_functions()["Functions"]
    assert NAME not in {each["FunctionName"] for each in names}


MUTANT = """
import boto3
def handler(event, context):
    boto3.client("backup").put_restore_validation_result(
        RestoreJobId=event["detail"]["restoreJobId"], ValidationStatus="SUCCESSFUL",
        ValidationStatusMessage="fine",
    )
"""


def test_a_validator_that_is_always_content_fails_the_drill(
    emulator: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As public samples are, which never look at a table."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", MUTANT)
    monkeypatch.setattr(restore_validator, "function_code", packed.getvalue)
    monkeypatch.setattr(restore_validator, "HANDLER", "index.handler")

    with pytest.raises(LocalError, match="reported SUCCESSFUL of what is FAILED"):
        run_restore_drill(emulator, lambda _: None)
