"""What the transform of AWS SAM makes of events of functions, and what it lets through."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import alarm, load_template
from tests.support.deliveries import listens, topic
from tocsin.assembly import Assembly
from tocsin.delivery import Recipient, Ways

SAM = "AWS::Serverless-2016-10-31"
PAGER = {"Topic": {"Ref": "Pager"}}


def load_with(folder: Path, event: object, **sections: object) -> Assembly:
    """Load a template with a function of SAM that has one event, `Page`."""
    resources = {
        "Caller": {
            "Type": "AWS::Serverless::Function",
            "Properties": {"FunctionName": "caller", "Events": {"Page": event}},
            **sections,
        },
        "Pager": topic(),
        "Alarm": alarm(AlarmName="a", AlarmActions=[{"Ref": "Pager"}]),
    }
    conditions = {"Calling": {"Fn::Equals": ["yes", "no"]}}
    return load_template(
        folder, {"Transform": SAM, "Conditions": conditions, "Resources": resources}
    )


def told(assembly: Assembly) -> tuple[Recipient, ...]:
    """Return who is told by the alarm."""
    (found,) = assembly.alarms
    ways = Ways(assembly=assembly)
    return tuple(way.recipient for link in found.alarm_actions for way in ways.of(found, link))


FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:caller"


@pytest.mark.parametrize(
    ("properties", "protocol", "endpoint"),
    [
        (PAGER, "lambda", FUNCTION),
        ({**PAGER, "SqsSubscription": "false"}, "lambda", FUNCTION),
        ({**PAGER, "SqsSubscription": True}, "sqs", "${CallerPageQueue.Arn}"),
        (
            {**PAGER, "SqsSubscription": {"QueueArn": "arn:aws:sqs:eu-west-1:111122223333:own"}},
            "sqs",
            "arn:aws:sqs:eu-west-1:111122223333:own",
        ),
    ],
)
def test_an_event_of_a_topic(
    tmp_path: Path, properties: dict[str, Any], protocol: str, endpoint: str
) -> None:
    """SAM subscribes the function, or a queue that it reads, and lets the topic in.

    https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
    """
    (found,) = told(load_with(tmp_path, {"Type": "SNS", "Properties": properties}))

    assert (found.protocol, found.endpoint) == (protocol, endpoint)
    assert found.status == "delivered"


def test_the_filter_of_an_event(tmp_path: Path) -> None:
    """A filter policy of an event is that of its subscription, and stands where the function is."""
    event = {**PAGER, "FilterPolicy": {"severity": ["high"]}}

    assembly = load_with(tmp_path, {"Type": "SNS", "Properties": event})

    (found,) = assembly.subscriptions
    (function,) = assembly.resources("AWS::Serverless::Function")
    assert found.filter_policy == {"severity": ["high"]}
    assert found.resource.line == function.line


@pytest.mark.parametrize(
    "event",
    [
        {"Type": "S3", "Properties": {"Bucket": "b"}},
        {"Type": "SNS"},
        {"Type": "SNS", "Properties": {}},
        {"Type": "SNS", "Properties": [PAGER]},
        "SNS",
        None,
    ],
)
def test_other_events(tmp_path: Path, event: object) -> None:
    """Other events, and those that say nothing of a topic, subscribe nobody."""
    assert load_with(tmp_path, event).subscriptions == ()


def test_a_function_that_is_left_out(tmp_path: Path) -> None:
    """A function that its condition leaves out subscribes nobody."""
    event = {"Type": "SNS", "Properties": PAGER}

    assert load_with(tmp_path, event, Condition="Calling").subscriptions == ()


def test_a_resource_of_that_name(tmp_path: Path) -> None:
    """What the template itself calls so is left as it is."""
    content = {
        "Transform": SAM,
        "Resources": {
            "Caller": {
                "Type": "AWS::Serverless::Function",
                "Properties": {"Events": {"Page": {"Type": "SNS", "Properties": PAGER}}},
            },
            "Pager": topic(),
            "CallerPage": listens("email", "ana@example.com"),
        },
    }

    (found,) = load_template(tmp_path, content).subscriptions

    assert found.protocol == "email"


PATTERN = {"source": ["aws.cloudwatch"], "detail-type": ["CloudWatch Alarm State Change"]}


@pytest.mark.parametrize(
    ("kind", "further", "state", "bus"),
    [
        ("EventBridgeRule", {}, "ENABLED", "default"),
        ("CloudWatchEvent", {"Enabled": False}, "DISABLED", "default"),
        ("EventBridgeRule", {"State": "DISABLED"}, "DISABLED", "default"),
        ("EventBridgeRule", {"EventBusName": "orders"}, "ENABLED", "orders"),
    ],
)
def test_an_event_with_a_pattern(
    tmp_path: Path, kind: str, further: dict[str, Any], state: str, bus: str
) -> None:
    """SAM makes a rule whose target is the function, and lets the rule call it."""
    event = {"Type": kind, "Properties": {"Pattern": PATTERN, **further}}

    assembly = load_with(tmp_path, event)

    (rule,) = assembly.event_rules
    (target,) = rule.targets
    assert (rule.pattern, rule.state, rule.bus) == (PATTERN, state, bus)
    assert target.link.resource is not None
    assert target.link.resource.logical_id == "Caller"
    (way,) = Ways(assembly=assembly).of_target(rule, target)
    assert way.recipient.status == "delivered"


def test_an_event_without_a_pattern(tmp_path: Path) -> None:
    """SAM refuses it; nothing is made up."""
    assembly = load_with(tmp_path, {"Type": "EventBridgeRule", "Properties": {}})

    assert assembly.event_rules == ()
