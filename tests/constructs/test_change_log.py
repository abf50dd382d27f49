"""The log of what changed: who may write to it, and what is written."""

import json
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.change_log import ChangeLog
from constructs.environment import Environment

from tests.support.templates import properties_of, template_of
from tests.support.viewpoints import SMALL, context_of
from tocsin.events import read_event_pattern
from tocsin.plan.change_log import make_change_log

WHERE = Environment(account="111122223333", region="eu-west-1", retain=True)
SPEC = make_change_log(context_of(SMALL), "eu-west-1")
GROUP = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/events/shop-prod-changes"


@pytest.fixture(name="template", scope="module")
def _template() -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        ChangeLog(stack, "Changes", spec=SPEC, key_arn="arn:aws:kms:key", environment=WHERE)

    return template_of(build)


def test_each_rule_writes_to_the_group(template: dict[str, Any]) -> None:
    """A target is the group itself, without the `:*` of its streams."""
    rules = properties_of(template, "AWS::Events::Rule")

    assert [each["Name"] for each in rules] == ["shop-prod-alarm-states", "shop-prod-deployments"]
    assert {each["Arn"] for rule in rules for each in rule["Targets"]} == {GROUP}


def test_only_the_rules_may_write(template: dict[str, Any]) -> None:
    """The policy names the group, and both rules as the only sources of log events."""
    (policy,) = properties_of(template, "AWS::Logs::ResourcePolicy")
    begin, write = json.loads(policy["PolicyDocument"])["Statement"]

    assert (begin["Action"], begin["Resource"]) == ("logs:CreateLogStream", f"{GROUP}:*")
    assert (write["Action"], write["Resource"]) == ("logs:PutLogEvents", f"{GROUP}:*:*")
    assert write["Condition"]["ArnEquals"]["aws:SourceArn"] == [
        f"arn:aws:events:eu-west-1:111122223333:rule/shop-prod-{name}"
        for name in ("alarm-states", "deployments")
    ]


def test_the_group_is_kept_and_encrypted(template: dict[str, Any]) -> None:
    """Three months of changes, with the key of the notifications."""
    (group,) = properties_of(template, "AWS::Logs::LogGroup")

    assert (group["RetentionInDays"], group["KmsKeyId"]) == (90, "arn:aws:kms:key")


@pytest.mark.parametrize(
    ("event", "is_logged"),
    [
        ({"source": "aws.cloudwatch", "name": "shop-prod-checkout-no-orders"}, True),
        ({"source": "aws.cloudwatch", "name": "other-prod-checkout"}, False),
        ({"source": "aws.cloudwatch", "name": "shop-staging-checkout-no-orders"}, False),
    ],
)
def test_alarms_of_the_stage_are_logged(event: dict[str, str], *, is_logged: bool) -> None:
    """By the name that all of them begin with; those of other stages have logs of their own."""
    sent = {
        "source": event["source"],
        "detail-type": "CloudWatch Alarm State Change",
        "detail": {"alarmName": event["name"], "state": {"value": "ALARM"}},
    }

    assert read_event_pattern(SPEC.alarms.pattern).matches(sent) is is_logged
