"""The parts of AWS that functions of incidents use, in memory, and as unreliable as is wished."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from functions.incidents.carry_out import Hands
from functions.incidents.intake import Intake
from functions.incidents.page import Pager
from functions.incidents.settings import Route, Settings
from functions.incidents.sweep import Sweep
from functions.incidents.table import IncidentTable
from tests.support.incidents import TOPIC, after

PROBE_TOPIC = f"{TOPIC}-probe"
MACHINE = "arn:aws:states:us-east-1:111122223333:stateMachine:shop-prod-incident"
SETTINGS = Settings(
    table="shop-prod-incidents",
    fallback_topic=f"{TOPIC}-fallback",
    routes={
        f"{TOPIC}-critical": Route(severity="critical", machine=f"{MACHINE}-critical"),
        f"{TOPIC}-warning": Route(severity="warning", machine=f"{MACHINE}-warning"),
    },
    reopen_within=timedelta(minutes=30),
)
Json = dict[str, Any]


class ServiceError(Exception):
    """An error of AWS, in the shape in which botocore raises one."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.response = {"Error": {"Code": code}}


@dataclass(eq=False)
class FakeDynamoDB:
    """A table with conditions and transactions, as far as the functions use them."""

    items: dict[tuple[str, str], Json] = field(default_factory=dict)
    fails: Callable[[], bool] = lambda: False

    def get_item(self, *, TableName: str, Key: Json, ConsistentRead: bool) -> Json:  # noqa: N803 - AWS's names
        """Return an item."""
        assert TableName == SETTINGS.table
        assert ConsistentRead
        self._may_fail()
        item = self.items.get(_key(Key))
        return {"Item": item} if item else {}

    def get_paginator(self, operation: str) -> "FakeDynamoDB":
        """Page a query."""
        assert operation == "query"
        return self

    def paginate(self, *, ExpressionAttributeValues: Json, **query: Any) -> list[Json]:  # noqa: ANN401, N803 - AWS's names
        """Return the incidents of a status, or what one key has, one a page."""
        self._may_fail()
        if "IndexName" in query:
            assert query["IndexName"] == "by-status"
            name, order = "status", "opened"
        else:
            name, order = "pk", "sk"
        (value,) = ExpressionAttributeValues.values()
        found = [item for item in self.items.values() if item.get(name) == value]
        found.sort(key=lambda item: str(item[order]["S"]))
        if not query.get("ScanIndexForward", True):
            found.reverse()
        return [{"Items": [item]} for item in found]

    def put_item(self, **put: Any) -> None:  # noqa: ANN401 - AWS's shape
        """Write an item if its condition holds."""
        self._may_fail()
        self._check(put)
        self.items[_key(put["Item"])] = put["Item"]

    def delete_item(self, *, TableName: str, Key: Json) -> None:  # noqa: N803 - AWS's names
        """Forget an item."""
        assert TableName == SETTINGS.table
        self._may_fail()
        self.items.pop(_key(Key), None)

    def transact_write_items(self, *, TransactItems: Iterable[Json]) -> None:  # noqa: N803 - AWS's names
        """Write all items, or none."""
        self._may_fail()
        puts = [each["Put"] for each in TransactItems]
        try:
            for put in puts:
                self._check(put)
        except ServiceError as error:
            raise ServiceError("TransactionCanceledException") from error
        for put in puts:
            self.items[_key(put["Item"])] = put["Item"]

    def _check(self, put: Json) -> None:
        before = self.items.get(_key(put["Item"]))
        condition = put.get("ConditionExpression")
        if condition is None:
            return
        if condition == "attribute_not_exists(pk)":
            holds = before is None
        else:
            name, _, value = condition.split()
            holds = before is not None and before[name] == put["ExpressionAttributeValues"][value]
        if not holds:
            raise ServiceError("ConditionalCheckFailedException")

    def _may_fail(self) -> None:
        if self.fails():
            raise ServiceError("ProvisionedThroughputExceededException")


@dataclass(eq=False)
class FakeTopics:
    """Keeps what is published, by the last part of the topic's name."""

    published: list[tuple[str, str]] = field(default_factory=list)
    probes: list[str] = field(default_factory=list)
    fails: Callable[[], bool] = lambda: False

    def publish(self, **message: str) -> None:
        """Publish a message, which has a text for phones and one for the rest, or a probe."""
        if self.fails():
            raise ServiceError("InternalError")
        topic = message["TopicArn"]
        if topic == PROBE_TOPIC:
            self.probes.append(message["Message"])
            return
        assert message["MessageStructure"] == "json"
        assert set(json.loads(message["Message"])) == {"default", "sms"}
        title = message["Subject"]
        assert 0 < len(title) <= 100
        assert title.isascii()
        assert title.isprintable()
        self.published.append((topic.removeprefix(f"{TOPIC}-"), title))

    @property
    def told(self) -> list[str]:
        """The topics to which something was published."""
        return [topic for topic, _ in self.published]


@dataclass(eq=False)
class FakeMachines:
    """Machines that are started once a name, and wait with a token."""

    started: dict[str, Json] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    fails: Callable[[], bool] = lambda: False

    def start_execution(self, *, stateMachineArn: str, name: str, input: str) -> None:  # noqa: A002, N803 - AWS's names
        """Start an execution."""
        if self.fails():
            raise ServiceError("ThrottlingException")
        if name in self.started:
            raise ServiceError("ExecutionAlreadyExists")
        assert len(name) <= 80
        self.started[name] = {"machine": stateMachineArn, **json.loads(input)}

    def send_task_success(self, *, taskToken: str, output: str) -> None:  # noqa: N803 - AWS's names
        """Answer a machine that waits."""
        if self.fails():
            raise ServiceError("ThrottlingException")
        if taskToken in self.answered:
            raise ServiceError("TaskDoesNotExist")
        self.answered[taskToken] = json.loads(output)["outcome"]


@dataclass(eq=False)
class FakeAws:
    """All of them, and the functions on top."""

    dynamodb: FakeDynamoDB = field(default_factory=FakeDynamoDB)
    topics: FakeTopics = field(default_factory=FakeTopics)
    machines: FakeMachines = field(default_factory=FakeMachines)

    @property
    def table(self) -> IncidentTable:
        """The incidents."""
        return IncidentTable(self.dynamodb, SETTINGS.table)

    @property
    def hands(self) -> Hands:
        """What reaches people and machines."""
        return Hands(SETTINGS, self.topics, self.machines)

    @property
    def intake(self) -> Intake:
        """The function that takes notifications."""
        return Intake(settings=SETTINGS, table=self.table, hands=self.hands)

    @property
    def pager(self) -> Pager:
        """The function that pages."""
        return Pager(table=self.table, hands=self.hands)


def record(body: str, *, number: int = 0, receives: int = 1) -> Json:
    """Return a message of the queue."""
    return {
        "messageId": f"m-{number}",
        "body": body,
        "attributes": {"ApproximateReceiveCount": str(receives)},
    }


def page_event(incident: str, tier: int, policy: Json, *, execution: str) -> Json:
    """Return what a machine hands to the function that pages."""
    return {
        "incident": incident,
        "tier": tier,
        "policy": policy,
        "token": f"token of {execution} at {tier}",
        "execution": execution,
    }


def _key(item: Json) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


@dataclass(eq=False)
class FakeCloudWatch:
    """Has alarms that are OK, and keeps metrics."""

    healthy: dict[str, datetime] = field(default_factory=dict)
    metrics: list[Json] = field(default_factory=list)
    fails: bool = False

    def describe_alarms(self, *, AlarmNames: list[str], StateValue: str, **_: Any) -> Json:  # noqa: ANN401, N803 - AWS's names
        """Describe those of the names that are OK."""
        assert StateValue == "OK"
        if self.fails:
            raise ServiceError("ThrottlingException")
        found = {name: at for name, at in self.healthy.items() if name in AlarmNames}
        return {
            "MetricAlarms": [
                {"AlarmName": name, "StateUpdatedTimestamp": at} for name, at in found.items()
            ]
        }

    def put_metric_data(self, *, Namespace: str, MetricData: list[Json]) -> None:  # noqa: N803 - AWS's names
        """Keep metrics."""
        assert Namespace == "Tocsin/Incidents"
        self.metrics += MetricData


def sweep(aws: FakeAws, cloudwatch: FakeCloudWatch, seconds: float = 300) -> None:
    """Sweep once."""
    Sweep(
        table=aws.table,
        hands=aws.hands,
        cloudwatch=cloudwatch,
        probe_topic=PROBE_TOPIC,
        dimensions={"System": "shop", "Stage": "prod"},
    ).run(after(seconds))
