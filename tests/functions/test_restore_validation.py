"""The validator of restore tests, with clients that answer as AWS does."""

import json
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from functions.restore_validation import handler
from functions.restore_validation.aws import RESERVE_SECONDS, connect
from functions.restore_validation.request import Request
from functions.restore_validation.validation import INSPECTIONS
from tests.support.fake_clients import Answer, FakeClients, RefusedByAws
from tests.support.restore_validations import (
    ACCOUNT,
    CLUSTER,
    GOOD_TABLE,
    INSTANCE,
    ITEM,
    ORDERS,
    OTHER_TYPES,
    SECRET,
    SOURCE,
    TABLE,
    Run,
    arn,
    event,
    job,
    validated,
)
from tocsin.catalogue import sample_event
from tocsin.restoration import CHECKED_TYPES, Expectation, ExpectedObject, Query


def test_a_good_restore_is_reported_and_measured() -> None:
    """The table is there, has its items and its canary; its metrics have the alarms' dimensions."""
    run = Run(event(ORDERS), GOOD_TABLE)

    assert run.report == (
        "SUCCESSFUL: it is ACTIVE; the key schema is right; at least 3 items; "
        "the canary item is there"
    )
    everything = {"System": "shop", "Stage": "prod"}
    own = {**everything, "Resource": "orders"}
    assert run.measured == [
        ("RestoreValidated", everything, 1),
        ("RestoreValidated", own, 1),
        ("RestoreTime", own, 540),
        ("RestoredRecoveryPointAge", own, 7_200),
    ]
    assert run.error is None


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"Scan": {"Count": 0}}, "0 items, and not at least 3"),
        ({"GetItem": {}}, "the canary item is missing"),
        (
            {"GetItem": {"Item": {**ITEM, "is": {"S": "secret"}}}},
            "the canary item has another value, or none, of is",
        ),
        (
            {
                "DescribeTable": lambda asked: {
                    "Table": {
                        **TABLE["Table"],
                        "KeySchema": [{"AttributeName": "id", "KeyType": "RANGE"}]
                        if asked["TableName"] == "shop-orders"
                        else TABLE["Table"]["KeySchema"],
                    }
                }
            },
            "the key schema differs",
        ),
        (
            {"DescribeTable": {"Table": {**TABLE["Table"], "TableStatus": "CREATING"}}},
            "it is CREATING",
        ),
        (
            {"DescribeTable": RefusedByAws("ResourceNotFoundException")},
            "DescribeTable was answered",
        ),
        ({"Scan": RefusedByAws("AccessDeniedException")}, "Scan was answered by AccessDenied"),
        ({"GetItem": RefusedByAws("ValidationException")}, "GetItem was answered by Validation"),
        ({"Scan": EndpointConnectionError(endpoint_url="x")}, "failed: EndpointConnectionError"),
        ({"DescribeRestoreJob": RefusedByAws("Throttled")}, "DescribeRestoreJob was answered"),
        ({"DescribeRestoreJob": {}}, "looking at it failed: KeyError"),
        (
            {"DescribeRestoreJob": job(ResourceType="FSx")},
            "type 'FSx', only of Auro",
        ),
        ({"DescribeRestoreJob": job(ResourceType="")}, "of the type ''"),
        ({"DescribeRestoreJob": job(SourceResourceArn="arn:other")}, "nothing says what is expect"),
        ({"DescribeRestoreJob": job(CreatedResourceArn="")}, "names nothing that it restored"),
        ({"DescribeRestoreJob": job(CreatedResourceArn=SOURCE)}, "names what was backed up"),
        ({"DescribeRestoreJob": job(CreatedResourceArn="shop")}, "looking at it failed: ValueE"),
    ],
)
def test_a_bad_restore_is_reported(answers: dict[str, Answer], why: str) -> None:
    """Whatever is wrong, and whatever cannot be looked at, is FAILED, and is reported once."""
    run = Run(event(ORDERS), {**GOOD_TABLE, **answers})

    assert run.report.startswith("FAILED: ")
    assert why in run.report
    assert set(run.validated) == {0}
    assert run.error is None


@pytest.mark.parametrize(
    "expectations",
    [
        None,
        3,
        [],
        [3],
        [{"arn": SOURCE}],
        [{"arn": SOURCE, "name": "orders", "minimum": 3}],
        [ORDERS.document(), ORDERS.document()],
        [replace(ORDERS, engine="mysql").document()],
        [{**ORDERS.document(), "canary": {"key": {"id": "secret"}, "attributes": {}}}],
        [{**ORDERS.document(), "minimum_items": "secret"}],
    ],
)
def test_what_is_expected_must_be_readable(expectations: Any) -> None:  # noqa: ANN401 - any JSON
    """An expectation that is lost, misspelt or of another type does not make a restore good."""
    run = Run(event(expectations=expectations), GOOD_TABLE)

    assert run.report.startswith("FAILED: ")
    assert run.validated[0] == 0


def test_a_table_that_comes_late_is_waited_for() -> None:
    """A restore job can be complete before the table can be used; patience has an end."""
    statuses = iter(["CREATING", "CREATING", "ACTIVE"])

    def described(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        if asked["TableName"] == "shop-orders":
            return TABLE
        return {"Table": {**TABLE["Table"], "TableStatus": next(statuses)}}

    run = Run(event(ORDERS), {**GOOD_TABLE, "DescribeTable": described})

    assert run.report.startswith("SUCCESSFUL")
    assert len(run.slept) == 2


@pytest.mark.parametrize(("seconds", "most"), [(600, 180), (25, 25), (-1, 0)])
def test_waiting_leaves_time_for_the_report(seconds: float, most: float) -> None:
    """What never gets ready is reported before the function's own time is over."""
    creating = {"Table": {**TABLE["Table"], "TableStatus": "CREATING"}}

    run = Run(event(ORDERS), {**GOOD_TABLE, "DescribeTable": creating}, seconds=seconds)

    assert run.report.startswith("FAILED: it is CREATING")
    assert sum(run.slept) <= most


def test_counting_ends_where_there_is_enough() -> None:
    """A large table is not read to its end."""
    page = {"Count": 2, "LastEvaluatedKey": {"id": {"S": "a"}}}

    run = Run(event(ORDERS), {**GOOD_TABLE, "Scan": page})

    assert run.report.startswith("SUCCESSFUL")
    assert len(run.clients.asked("Scan")) == 2
    assert {each["Select"] for each in run.clients.asked("Scan")} == {"COUNT"}


def test_counting_ends_when_time_is_over() -> None:
    """A table that cannot be counted in time fails, and that is reported in time."""
    pages = ({"Count": 1, "LastEvaluatedKey": {"id": {"S": str(each)}}} for each in range(9))

    run = Run(
        event(replace(ORDERS, minimum_items=9)),
        {**GOOD_TABLE, "Scan": lambda _: next(pages)},
        seconds=0,
    )

    assert run.report.startswith("FAILED: looking at it failed: time ran out")


@pytest.mark.parametrize("code", ["ThrottlingException", "ProvisionedThroughputExceededException"])
def test_a_table_that_is_busy_is_not_a_bad_one(code: str) -> None:
    """Looking begins again, once there was time to breathe."""
    refusals = iter((ClientError({"Error": {"Code": code}}, "Scan"),) * 2)

    def scan(_: Mapping[str, Any]) -> Mapping[str, Any]:
        for refused in refusals:
            raise refused
        return {"Count": 3}

    run = Run(event(ORDERS), {**GOOD_TABLE, "Scan": scan})

    assert run.report.startswith("SUCCESSFUL: it is ACTIVE; the key schema is right; at least 3")
    assert run.slept == [30, 30]


def test_patience_ends_in_time_for_the_report() -> None:
    """And the report says that nothing could be looked at, not that data are bad."""
    run = Run(
        event(ORDERS), {**GOOD_TABLE, "Scan": RefusedByAws("ThrottlingException")}, seconds=200
    )

    assert run.slept == [30] * 6
    assert "Scan was answered by ThrottlingException" in run.report


@pytest.mark.parametrize(
    ("store_type", "operation", "expected"),
    [
        ("Aurora", "ExecuteStatement", {"queries": (Query(sql="SELECT 1", at_least=1),) * 9}),
        ("S3", "HeadObject", {"objects": tuple(ExpectedObject(key=each) for each in "abcdefghi")}),
    ],
)
def test_queries_and_objects_leave_time_for_the_report(
    store_type: str, operation: str, expected: dict[str, Any]
) -> None:
    """One after another they can take longer than Lambda lets the function run."""
    source, created, answers, said = OTHER_TYPES[store_type]
    described = job(ResourceType=store_type, SourceResourceArn=source, CreatedResourceArn=created)
    run = Run(
        event(Expectation(name="store", arn=source, **{**said, **expected})),
        {**answers, "DescribeRestoreJob": described},
        seconds=120,
        takes={operation: 50},
    )

    assert len(run.clients.asked(operation)) == 3
    assert run.report.startswith("FAILED: ")
    assert "looking at it failed: time ran out" in run.report


def test_a_query_may_take_as_long_as_the_data_api_lets_it() -> None:
    """It ends calls after 45 seconds; another attempt would ask the database twice."""
    patient, others = connect("rds-data", "us-east-1"), connect("dynamodb", "us-east-1")

    assert patient.meta.config.read_timeout == 60
    assert patient.meta.config.retries["total_max_attempts"] == 1
    assert others.meta.config.retries["total_max_attempts"] > 1
    # Connecting and reading, all that one request may take.
    assert 5 + patient.meta.config.read_timeout < RESERVE_SECONDS


def test_a_copy_is_compared_with_the_table_in_its_own_region() -> None:
    """A test in the recovery Region looks at what it restored there, and at home for the source."""
    restored = arn("dynamodb", "table/awsbackup-restore-test-1", "us-west-2")

    run = Run(event(ORDERS), {**GOOD_TABLE, "DescribeRestoreJob": job(CreatedResourceArn=restored)})

    assert run.report.startswith("SUCCESSFUL")
    assert {
        (call.region, call.parameters["TableName"])
        for call in run.clients.calls
        if call.service == "dynamodb"
    } == {("us-east-1", "shop-orders"), ("us-west-2", "awsbackup-restore-test-1")}


def test_a_source_that_is_lost_needs_its_key_schema_said() -> None:
    """A backup is worth most when there is nothing left to compare it with."""

    def lost(asked: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an answer
        is_lost = asked["TableName"] == "shop-orders"
        return RefusedByAws("ResourceNotFoundException") if is_lost else TABLE

    answers = {**GOOD_TABLE, "DescribeTable": lost}
    said = replace(ORDERS, key_schema={"id": "HASH S"})

    assert "key_schema is not said" in Run(event(ORDERS), answers).report
    assert Run(event(said), answers).report.startswith("SUCCESSFUL")


@pytest.mark.parametrize("status", ["FAILED", "ABORTED"])
def test_a_restore_that_failed_is_measured_and_not_reported(status: str) -> None:
    """AWS Backup takes a result of what was restored, only; the alarm hears of it all the same."""
    run = Run(event(ORDERS, status=status), {"DescribeRestoreJob": job(Status=status)})

    assert run.reports == []
    assert run.validated == [0, 0]
    assert not any(name == "RestoreTime" for name, _, _ in run.measured)
    assert run.error is None


def test_a_restore_that_failed_is_measured_even_if_it_cannot_be_described() -> None:
    """The event names what was backed up."""
    run = Run(event(ORDERS, status="FAILED"), {"DescribeRestoreJob": RefusedByAws("Throttled")})

    assert run.reports == []
    assert [dimensions.get("Resource") for _, dimensions, _ in run.measured] == [None, "orders"]


@pytest.mark.parametrize("result", ["SUCCESSFUL", "FAILED", "TIMED_OUT"])
def test_an_event_that_comes_twice_is_reported_once(result: str) -> None:
    """A result cannot be changed; EventBridge may send an event again."""
    run = Run(event(ORDERS), {"DescribeRestoreJob": job(ValidationStatus=result)})

    assert run.reports == []
    assert set(run.validated) == {float(result == "SUCCESSFUL")}


def test_a_report_that_fails_is_tried_again_by_lambda() -> None:
    """The function fails, so that it is invoked again; what was measured stands."""
    run = Run(
        event(ORDERS), {**GOOD_TABLE, "PutRestoreValidationResult": RefusedByAws("Throttled")}
    )

    assert "Throttled" in str(run.error)
    assert run.validated == [1, 1]


def test_metrics_that_fail_keep_no_report_away() -> None:
    """The report is made; then the function fails, so that somebody hears of it."""
    run = Run(event(ORDERS), {**GOOD_TABLE, "PutMetricData": RefusedByAws("Throttled")})

    assert run.report.startswith("SUCCESSFUL")
    assert "Throttled" in str(run.error)


def test_nothing_is_kept_tagged_or_deleted() -> None:
    """Clean-up is AWS Backup's: the validator reads, measures and reports."""
    run = Run(event(ORDERS), GOOD_TABLE)

    writes = {call.operation for call in run.clients.calls} - {
        "DescribeRestoreJob", "DescribeTable", "GetItem", "Scan"
    }  # fmt: skip
    assert writes == {"PutMetricData", "PutRestoreValidationResult"}


def test_the_log_has_no_data(capsys: pytest.CaptureFixture[str]) -> None:
    """An error of AWS can have values of items in its text; its code is enough."""
    Run(event(ORDERS), {**GOOD_TABLE, "Scan": RefusedByAws("ValidationException")})

    logged = capsys.readouterr().out
    assert json.loads(logged)["error"] == "Scan was answered by ValidationException"
    assert "secret" not in logged


BROKEN: dict[str, dict[str, Answer]] = {
    "RDS": {"DescribeDBInstances": {"DBInstances": [{**INSTANCE, "DBInstanceStatus": "failed"}]}},
    "Aurora": {"ExecuteStatement": {"records": [[{"longValue": 9}]]}},
    "DocumentDB": {"DescribeDBClusters": {"DBClusters": [CLUSTER]}},
    "Neptune": {"DescribeDBClusters": {"DBClusters": [CLUSTER]}},
    "EBS": {"DescribeVolumes": {"Volumes": [{"State": "error", "Size": 8, "Encrypted": True}]}},
    "EFS": {"DescribeFileSystems": {"FileSystems": []}},
    "S3": {"HeadObject": RefusedByAws("404")},
}


@pytest.mark.parametrize("store_type", OTHER_TYPES)
def test_each_type_can_pass_and_can_fail(store_type: str) -> None:
    """One wrong thing turns a good restore into a bad one, whatever its type."""
    assert validated(store_type, {}).report.startswith("SUCCESSFUL: ")
    assert validated(store_type, BROKEN[store_type]).report.startswith("FAILED: ")


def test_queries_go_to_the_restored_cluster() -> None:
    """Never to the one that was backed up, whose data is the customers'."""
    (asked,) = validated("Aurora", {}).clients.asked("ExecuteStatement")

    assert asked == {
        "resourceArn": arn("rds", "cluster:awsbackup-restore-test-1"),
        "secretArn": SECRET,
        "database": "shop",
        "sql": "SELECT count(*) FROM orders",
    }


def test_a_query_that_fails_tells_its_code_alone() -> None:
    """An error of a database can have values of rows in its text."""
    run = validated("Aurora", {"ExecuteStatement": RefusedByAws("DatabaseErrorException")})

    assert "query 1 failed: ExecuteStatement was answered by DatabaseErrorException" in run.report


def test_every_type_that_can_be_expected_can_be_looked_at() -> None:
    """What the viewpoint may say, what the function can do, and what is tested here are one."""
    assert set(CHECKED_TYPES) == set(INSPECTIONS) == {*OTHER_TYPES, "DynamoDB"} == {
        *BROKEN, "DynamoDB"
    }  # fmt: skip


def test_the_event_of_aws_is_read() -> None:
    """Restore jobs have a `status`, where backup jobs have a `state`."""
    sample = sample_event(
        "backup-restore-completed", account=ACCOUNT, region="us-east-1", time="2026-03-14T06:00:00Z"
    )

    request = Request.read({"detail": sample["detail"], "expectations": []})

    assert request.is_completed
    assert request.source == arn("rds", "db:bakery-orders")


def test_the_handler_keeps_time_for_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes its clients from boto3, and its time from Lambda."""
    asked: list[str] = []

    def connect(service: str, **_: object) -> Any:  # noqa: ANN401 - as boto3
        asked.append(service)
        return FakeClients(
            {
                **GOOD_TABLE,
                "DescribeRestoreJob": job(),
                "PutMetricData": {},
                "PutRestoreValidationResult": {},
            }
        ).connect(service, None)

    monkeypatch.setattr(boto3, "client", connect)
    context = SimpleNamespace(get_remaining_time_in_millis=lambda: 600_000)

    handler.handler(event(ORDERS), context)

    assert {"backup", "cloudwatch", "dynamodb"} == set(asked)
