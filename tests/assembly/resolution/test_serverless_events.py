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
