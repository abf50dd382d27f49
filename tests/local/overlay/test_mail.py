"""What topics would have sent to addresses and numbers."""

import json
from typing import Any

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import deploy_template

pytestmark = pytest.mark.emulator

ADDRESS, NUMBER = "ana@example.com", "+15550100101"


def subscription(protocol: str, to: str, **properties: object) -> dict[str, Any]:
    """A subscription of the topic."""
    return {
        "Type": "AWS::SNS::Subscription",
        "Properties": {
            "TopicArn": {"Ref": "Topic"},
            "Protocol": protocol,
            "Endpoint": to,
            **properties,
        },
    }


@pytest.fixture(scope="module")
def topic(emulator: Endpoint) -> str:
    """A topic that an address, a number and an address with a filter hear."""
    only_alarms = {
        "FilterPolicy": {"NewStateValue": ["ALARM"]},
        "FilterPolicyScope": "MessageBody",
    }
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "mails"}},
        "Mail": subscription("email", ADDRESS),
        "Text": subscription("sms", NUMBER),
        "Picky": subscription("email", "picky@example.com", **only_alarms),
    }
    outputs = deploy_template(emulator, "mails", resources, outputs={"Topic": {"Ref": "Topic"}})
    return outputs["Topic"]


def sent(emulator: Endpoint, topic: str, **publication: str) -> dict[str, tuple[str, str]]:
    """Publish, and return for each recipient the subject and text."""
    published = emulator.client("sns").publish(TopicArn=topic, **publication)
    return {
        each["to"]: (each["subject"], each["text"])
        for each in emulator.mail()
        if each["id"] == published["MessageId"]
    }


def test_each_gets_the_text_of_its_protocol(emulator: Endpoint, topic: str) -> None:
    """A mail has what is for mails, or what is for all; a phone has its own."""
    message = json.dumps({"default": "a long story", "sms": "in short"})
    said = sent(emulator, topic, Subject="Help", Message=message, MessageStructure="json")
    assert said == {ADDRESS: ("Help", "a long story"), NUMBER: ("Help", "in short")}


def test_filters_hold(emulator: Endpoint, topic: str) -> None:
    """Who wants alarms alone hears of them, and of nothing else."""
    is_on, is_off = ({"NewStateValue": state} for state in ("ALARM", "OK"))
    assert "picky@example.com" in sent(emulator, topic, Message=json.dumps(is_on))
    assert "picky@example.com" not in sent(emulator, topic, Message=json.dumps(is_off))


def test_what_alarms_publish_is_kept_too(emulator: Endpoint, topic: str) -> None:
    """It does not matter who publishes: an alarm does it inside the emulator."""
    cloudwatch = emulator.client("cloudwatch")
    cloudwatch.put_metric_alarm(
        AlarmName="mailing",
        Namespace="mails",
        MetricName="M",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        AlarmActions=[topic],
    )
    cloudwatch.set_alarm_state(AlarmName="mailing", StateValue="ALARM", StateReason="a test")
    told = {each["to"] for each in emulator.mail() if "mailing" in each["text"]}
    assert told == {ADDRESS, NUMBER, "picky@example.com"}
