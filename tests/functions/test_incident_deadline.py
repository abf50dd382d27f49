"""A critical alarm that nobody has heard of is told to everybody, by another way."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions.incidents.deadline import Deadline
from tests.support.incident_aws import SETTINGS, FakeAws, ServiceError, page_event, record
from tests.support.incidents import TOPIC, after, opened, policy
from tocsin.incidents import Step
from tocsin.on_call import policy_document

Json = dict[str, Any]
NAME = "no-orders"


@dataclass(eq=False)
class FakeCloudWatch:
    """Has one alarm, with actions."""

    actions: list[str] = field(default_factory=lambda: [f"{TOPIC}-critical"])
    fails: bool = False

    def describe_alarms(self, *, AlarmNames: list[str], AlarmTypes: list[str]) -> Json:  # noqa: N803 - AWS's names
        """Describe it."""
        assert AlarmTypes == ["MetricAlarm", "CompositeAlarm"]
        if self.fails:
            raise ServiceError("ThrottlingException")
        return {"MetricAlarms": [{"AlarmName": AlarmNames[0], "AlarmActions": self.actions}]}


def event(**detail: object) -> Json:
    """Return what EventBridge says of the alarm that fired at the begin."""
    return {
        "detail-type": "CloudWatch Alarm State Change",
        "resources": [f"arn:aws:cloudwatch:us-east-1:111122223333:alarm:{NAME}"],
        "detail": {
            "alarmName": NAME,
            "state": {"value": "ALARM", "timestamp": after(0).isoformat(), "reason": "Crossed"},
            "configuration": {"description": "No order.\n\nSeverity: critical · Service: checkout"},
            **detail,
        },
    }


def look(aws: FakeAws, cloudwatch: FakeCloudWatch | None = None, **detail: object) -> list[str]:
    """Let the function look, and return whom it told."""
    deadline = Deadline(
        settings=SETTINGS,
        table=aws.table,
        hands=aws.hands,
        cloudwatch=cloudwatch or FakeCloudWatch(),
    )
    before = len(aws.topics.told)
    batch = {"Records": [record(json.dumps(event(**detail)))]}
    assert deadline.batch(batch, after(600)) == {"batchItemFailures": []}
    return aws.topics.told[before:]


def with_incident() -> FakeAws:
    """Return an account in which the alarm's incident is open, and nobody was paged."""
    aws = FakeAws()
    aws.table.change_last_of("checkout", lambda _: Step(opened()))
    return aws


def test_an_alarm_without_an_incident_is_told_to_everybody() -> None:
    """Its notification was lost on the first way."""
    assert look(FakeAws()) == ["fallback"]


def test_an_incident_that_was_not_handed_to_anybody_is_told_to_everybody() -> None:
    """The machine did not start, or its function does not run."""
    assert look(with_incident()) == ["fallback"]


def test_a_page_that_was_handed_over_is_enough() -> None:
    """Whoever was paged has heard of it."""
    aws = with_incident()
    incident = opened()
    execution = incident.execution
    document = policy_document(policy())
    aws.pager.page(page_event(incident.id, 0, document, execution=execution), after(1))

    assert look(aws) == []


@pytest.mark.parametrize(
    "detail",
    [
        {"muteDetail": {"mutedByArn": "arn:aws:cloudwatch:us-east-1:1:alarm-mute-rule:night"}},
        {"state": {"value": "ALARM", "actionsSuppressedBy": "Alarm"}},
        {"state": {"value": "OK"}},
    ],
)
def test_what_cloudwatch_holds_back_is_told_to_nobody(detail: Json) -> None:
    """Neither is an alarm that is OK."""
    assert look(FakeAws(), **detail) == []


def test_an_alarm_that_notifies_no_paging_topic_is_told_to_nobody() -> None:
    """A composite alarm pages in its place."""
    assert look(FakeAws(), FakeCloudWatch(actions=[f"{TOPIC}-info"])) == []


def test_what_cannot_be_found_out_counts_as_not_heard_of() -> None:
    """Wider rather than not at all."""
    aws = with_incident()
    aws.dynamodb.fails = lambda: True

    assert look(aws, FakeCloudWatch(fails=True)) == ["fallback"]


def test_where_even_that_fails_the_message_comes_again() -> None:
    """The queue keeps it, and its dead letters alarm."""
    aws = FakeAws()
    aws.topics.fails = lambda: True
    deadline = Deadline(
        settings=SETTINGS, table=aws.table, hands=aws.hands, cloudwatch=FakeCloudWatch()
    )

    found = deadline.batch({"Records": [record(json.dumps(event()))]}, after(600))

    assert found == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
