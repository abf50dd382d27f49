"""What is read of notifications as AWS writes them, and of whatever else comes."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.viewpoints import SMALL, planned
from tocsin.evaluation import AlarmPlace, alarm_message
from tocsin.evaluation.history.alarm_message import StateChange
from tocsin.incidents import Notice, is_held_back, read_alarm_event, read_notification
from tocsin.plan import alarm_properties, describe

AT = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)
FIRED = datetime(2026, 3, 14, 9, 25, 40, 989_000, tzinfo=UTC)
PLACE = AlarmPlace(
    arn="arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-api-5xx",
    account="111122223333",
    region="EU (Ireland)",
)
SINGLE: dict[str, Any] = {
    "AlarmName": "shop-api-5xx",
    "AlarmDescription": "5xx of the API. Runbook: https://runbooks.example.com/shop-api-5xx",
    "Namespace": "AWS/ApiGateway",
    "MetricName": "5XXError",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 3,
    "DatapointsToAlarm": 3,
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 5.0,
    "TreatMissingData": "notBreaching",
}
MATH: dict[str, Any] = {
    **{key: SINGLE[key] for key in ("AlarmName", "AlarmDescription", "EvaluationPeriods")},
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 1.0,
    "Metrics": [
        {"Id": "e1", "Expression": "100 * m1", "Label": "percent", "ReturnData": True},
        {
            "Id": "m1",
            "MetricStat": {
                "Metric": {"Namespace": "AWS/ApiGateway", "MetricName": "5XXError"},
                "Period": 60,
                "Stat": "Average",
            },
            "ReturnData": False,
        },
    ],
}
COMPOSITE: dict[str, Any] = {
    "AlarmName": "shop-outage",
    "AlarmDescription": None,
    "AlarmRule": "ALARM(shop-api-5xx) OR ALARM(shop-slow)",
}
LOG: dict[str, Any] = {
    "AlarmName": "shop-log-errors",
    "AlarmDescription": "Errors in the log.",
    "NewStateValue": "ALARM",
    "NewStateReason": "Threshold Crossed: 1 datapoint was greater than the threshold (0.0).",
    "StateChangeTime": "2026-03-14T09:25:40.989+0000",
    "AlarmArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-log-errors",
    "OldStateValue": "OK",
    "LogGroups": ["/aws/lambda/shop"],
    "QueryString": "fields @message | filter @message like /ERROR/",
    "AggregationExpression": "count(*)",
    "QueryExecutionId": "1",
    "AlarmTags": {"tocsin:service": "checkout", "tocsin:runbook": "https://example.com/log"},
}
"""As documented, with names of ours.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
"""
EVENT: dict[str, Any] = {
    "version": "1.0",
    "source": "custom",
    "content": {
        "title": "CRITICAL: A database fails over",
        "description": "shop-orders fails over. Writes fail for a minute.",
        "nextSteps": ["Wait for a minute.", "Read https://example.com/failover."],
    },
    "metadata": {
        "threadId": "shop-orders-failover",
        "summary": "A database fails over",
        "additionalContext": {"severity": "critical", "service": "checkout"},
    },
}


def read(body: object) -> Notice:
    """Return what a message of the topic of critical alarms says."""
    return read_notification(json.dumps(body), "critical", AT)


def of_alarm(properties: dict[str, Any], **more: Any) -> Notice:  # noqa: ANN401 - of the message
    """Return what is read of an alarm that fires, as our evaluation writes its message."""
    change = StateChange(
        at=FIRED.timestamp(), old_state="OK", state="ALARM", reason="Threshold Crossed: 3 of 3"
    )
    return read(alarm_message(properties, change, PLACE, configured_at=0.0, **more))


@pytest.mark.parametrize("properties", [SINGLE, MATH], ids=["metric", "math"])
def test_alarms_on_metrics_are_read(properties: dict[str, Any]) -> None:
    """Their name, state, time, text and runbook; an alarm without a service is one by itself."""
    notice = of_alarm(properties)

    assert notice.is_readable
    assert (notice.subject, notice.state, notice.at) == ("shop-api-5xx", "ALARM", FIRED)
    assert notice.service == "shop-api-5xx"
    assert notice.summary.startswith("5xx of the API.")
    assert notice.runbook == "https://runbooks.example.com/shop-api-5xx"
    assert notice.arn == PLACE.arn


def test_a_composite_alarm_names_its_children() -> None:
    """Without a description, the reason stands beside its name."""
    child = {"Arn": PLACE.arn, "State": {"Value": "ALARM", "Timestamp": "now"}}

    notice = of_alarm(COMPOSITE, triggering_children=[child])

    assert notice.children == ("shop-api-5xx",)
    assert notice.summary == "shop-outage: Threshold Crossed: 3 of 3"
    assert notice.runbook == ""


def test_a_log_alarm_brings_its_tags() -> None:
    """They go before what its description says."""
    notice = read(LOG)

    assert (notice.service, notice.runbook) == ("checkout", "https://example.com/log")
    assert notice.summary == "Errors in the log."


def test_our_own_alarms_name_their_service() -> None:
    """The text that the plan writes into each alarm is where it stands."""
    for spec in planned(SMALL).alarms:
        properties = {
            **alarm_properties(spec),
            "AlarmName": spec.name,
            "AlarmDescription": describe(spec),
        }
        notice = of_alarm(properties)
        assert notice.service == spec.service
        assert notice.runbook == spec.runbook
        assert notice.summary


def test_an_event_is_read() -> None:
    """As the rules of events write it; it is never over by itself."""
    notice = read(EVENT)

    assert (notice.subject, notice.state, notice.at) == ("shop-orders-failover", "ALARM", AT)
    assert notice.service == "checkout"
    assert notice.summary == "CRITICAL: A database fails over"
    assert notice.runbook == "https://example.com/failover"


@pytest.mark.parametrize(
    "message",
    ["", "A text of somebody.", "{", "[" * 100_000, "5", "[]", '{"NewStateValue": "ALARM"}'],
    ids=["nothing", "text", "half", "deep", "number", "list", "no name"],
)
def test_whatever_cannot_be_read_is_told(message: str) -> None:
    """It is an incident of its own, and has the text that came."""
    notice = read_notification(message, "warning", AT)

    assert not notice.is_readable
    assert (notice.state, notice.severity, notice.at) == ("ALARM", "warning", AT)
    assert notice.text == message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)
KEYS = sorted({*SINGLE, *LOG, *EVENT, "NewStateValue", "AlarmTags", "TriggeringChildren"})


@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=12), st.sampled_from(["OK", "ALARM"]))
def test_no_message_fails(body: dict[str, Any], state: str) -> None:
    """Whatever stands in it; what is read can be sent on."""
    body.setdefault("NewStateValue", state)
    body.setdefault("AlarmName", "an alarm")
    notice = read_notification(json.dumps(body), "critical", AT)

    said = (notice.subject, notice.service, notice.summary, notice.text, notice.runbook)
    assert all(isinstance(each, str) for each in said)
    for each in said:
        each.encode()


@pytest.mark.parametrize(
    ("detail", "is_held"),
    [
        ({"state": {"value": "ALARM"}}, False),
        ({"state": {"value": "ALARM", "actionsSuppressedBy": "Alarm"}}, True),
        ({"state": {"value": "ALARM"}, "muteDetail": {"mutedByArn": "arn"}}, True),
    ],
    ids=["told", "suppressed", "muted"],
)
def test_an_event_of_an_alarm_is_read(detail: dict[str, Any], *, is_held: bool) -> None:
    """As Amazon EventBridge has it, with what holds its actions back."""
    event = {
        "resources": [PLACE.arn],
        "detail": {
            "alarmName": "shop-api-5xx",
            "configuration": {"description": "5xx.\nService: api"},
            **detail,
        },
    }
    notice = read_alarm_event(event, "critical", AT)

    assert (notice.subject, notice.state, notice.service) == ("shop-api-5xx", "ALARM", "api")
    assert notice.arn == PLACE.arn
    assert is_held_back(event) is is_held


@given(JSON)
def test_no_event_fails(detail: object) -> None:
    """One that says nothing counts as an alarm that fires."""
    assert read_alarm_event({"detail": detail}, "critical", AT).state in {
        "ALARM",
        "OK",
        "INSUFFICIENT_DATA",
    }
