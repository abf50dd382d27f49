"""Examples after the documentation, and after what AWS was seen to send.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
"""

import json

import pytest

from tocsin.events import TargetInputError, read_target_input

RESOURCE = "arn:aws:ec2:us-east-1:123456789012:instance/i-1"
EVENT: dict[str, object] = {
    "version": "0",
    "detail-type": "EC2 Instance State-change Notification",
    "source": "aws.ec2",
    "time": "2026-01-01T00:00:00Z",
    "resources": [RESOURCE],
    "detail": {
        "instance-id": "i-1",
        "state": "RUNNING",
        "tags": {"team": "shop"},
        "zones": ["a", "b"],
        "reason": 'said "stop"',
        "spot": True,
        "none": None,
    },
}
PATHS = {
    "instance": "$.detail.instance-id",
    "state": "$.detail.state",
    "resource": "$.resources[0]",
    "tags": "$.detail.tags",
    "zones": "$.detail.zones",
    "reason": "$.detail.reason",
    "spot": "$.detail.spot",
    "missing": "$.detail.nothing",
    "beyond": "$.resources[7]",
}


def transformed(template: str, paths: dict[str, str] | None = None) -> str:
    """Return what a template makes of the event."""
    transformer = {"InputPathsMap": PATHS if paths is None else paths, "InputTemplate": template}
    read = read_target_input({"Arn": "a", "Id": "t", "InputTransformer": transformer})
    return read.of(EVENT, rule_arn="arn:rule", rule_name="ours")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('"<instance> is in state <state>"', '"i-1 is in state RUNNING"'),
        ('"in state \\"<state>\\""', '"in state \\"RUNNING\\""'),
        ('{"instance":"<instance>","state":<state>}', '{"instance":"i-1","state":"RUNNING"}'),
        ('{"text":"<instance> is \\"<state>\\""}', '{"text":"i-1 is \\"RUNNING\\""}'),
        ('{"tags":<tags>,"zones":[<zones>,1]}', '{"tags":{"team":"shop"},"zones":[["a","b"],1]}'),
        ('{"spot":<spot>,"text":"<spot>"}', '{"spot":true,"text":"true"}'),
        ('{"missing":<missing>,"text":"(<beyond>)"}', '{"missing":"","text":"()"}'),
        ('{"reason":<reason>}', '{"reason":"said \\"stop\\""}'),
        ('"tags <tags> of <zones>, <missing>!"', '"tags {team:shop} of [a,b], !"'),
        ('"<instance>"\n"<resource>"', f'"i-1"\n"{RESOURCE}"'),
        ('"a < b > <state>"', '"a < b > RUNNING"'),
        (
            '"<aws.events.rule-name> <aws.events.rule-arn> <aws.events.event.ingestion-time>"',
            '"ours arn:rule 2026-01-01T00:00:00Z"',
        ),
    ],
)
def test_templates(template: str, expected: str) -> None:
    """A name stands for a value, as JSON outside of quotation marks and as it is within them."""
    assert transformed(template) == expected


def test_the_whole_event_in_a_template() -> None:
    """One name has all of it; the other has no detail, and another spelling."""
    sent = json.loads(transformed('{"all":<aws.events.event.json>,"head":<aws.events.event>}', {}))

    assert sent["all"] == EVENT
    assert sent["head"]["detailType"] == EVENT["detail-type"]
    assert "detail" not in sent["head"]


@pytest.mark.parametrize(
    "template",
    ['{"tags":"<tags>"}', '{"zones":"the <zones>"}', '{"reason":"<reason>"}'],
)
def test_nothing_is_sent_that_is_not_json(template: str) -> None:
    """Objects, lists and quotation marks end a text of JSON too early: then nothing is sent."""
    with pytest.raises(TargetInputError, match="is not JSON"):
        transformed(template)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({}, EVENT),
        ({"InputPath": "$"}, EVENT),
        ({"InputPath": "$.detail.tags"}, {"team": "shop"}),
        ({"InputPath": "$.detail['instance-id']"}, "i-1"),
        ({"InputPath": '$.detail["state"]'}, "RUNNING"),
        ({"InputPath": "$.resources[0]"}, RESOURCE),
        ({"InputPath": "$.detail.zones[*]"}, ["a", "b"]),
        ({"InputPath": "$.detail.tags.*"}, ["shop"]),
        ({"InputPath": "$.detail.none"}, None),
        ({"Input": '{"a": 1}'}, {"a": 1}),
    ],
)
def test_parts_of_an_event(target: dict[str, str], expected: object) -> None:
    """Without anything a target gets the event; with a path, what stands there."""
    assert json.loads(read_target_input(target).of(EVENT)) == expected


def test_a_part_that_an_event_lacks() -> None:
    """AWS does not say what a target then gets."""
    with pytest.raises(TargetInputError, match=r"nothing at \$\.detail\.nothing"):
        read_target_input({"InputPath": "$.detail.nothing"}).of(EVENT)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"Input": "{}", "InputPath": "$"}, "Input and InputPath are given"),
        ({"Input": "no quotes"}, "Input is not JSON"),
        ({"InputPath": "detail"}, "does not begin with"),
        ({"InputPath": "$.detail[x]"}, "cannot be read from"),
        ({"InputTransformer": {}}, "InputTemplate is not a text"),
        ({"InputTransformer": {"InputTemplate": "state is <s>"}}, "names <s>"),
        ({"InputTransformer": {"InputTemplate": "no quotes"}}, "neither JSON nor text"),
        ({"InputTransformer": {"InputTemplate": "{bad"}}, "the template is not JSON"),
        ({"InputTransformer": {"InputTemplate": '""', "InputPathsMap": []}}, None),
        ({"InputTransformer": {"InputTemplate": '""', "InputPathsMap": [1]}}, "not an object"),
        (
            {"InputTransformer": {"InputTemplate": '""', "InputPathsMap": {"AWS.a": "$"}}},
            "is reserved",
        ),
        (
            {
                "InputTransformer": {
                    "InputTemplate": '""',
                    "InputPathsMap": {f"n{number}": "$" for number in range(101)},
                }
            },
            "101 names",
        ),
        ({"InputTransformer": {"InputTemplate": f'"{"x" * 8_192}"'}}, "8,194 characters"),
    ],
)
def test_what_eventbridge_refuses(target: dict[str, object], expected: str | None) -> None:
    """A target gets one thing, of a form that EventBridge knows."""
    if expected is None:
        read_target_input(target)
        return
    with pytest.raises(TargetInputError, match=expected):
        read_target_input(target)
