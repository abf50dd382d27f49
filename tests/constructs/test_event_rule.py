import json
from dataclasses import replace
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.event_rule import event_rule
from constructs.resource_batch import add_resources

from tests.support.plans import EVENT
from tests.support.templates import properties_of, template_of
from tocsin.plan import EventRuleSpec

TOPIC = "arn:aws:sns:us-east-1:111122223333:shop-prod-warning"


def _rule(spec: EventRuleSpec) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        add_resources(stack, [event_rule(spec, TOPIC)])

    (rule,) = properties_of(template_of(build), "AWS::Events::Rule")
    return rule


def test_rule_sends_the_message_and_nothing_else() -> None:
    """The topic gets the message, as JSON, with the values of the event."""
    rule = _rule(EVENT)
    (target,) = rule["Targets"]
    transformer = target["InputTransformer"]

    assert rule["EventPattern"] == EVENT.pattern
    assert target["Arn"] == TOPIC
    assert transformer["InputPathsMap"] == EVENT.variables
    assert json.loads(transformer["InputTemplate"]) == EVENT.message


def test_message_that_eventbridge_refuses_is_refused() -> None:
    """A message that is too long does not wait for the deployment to fail."""
    with pytest.raises(ValueError, match="cut it to 8,192"):
        _rule(replace(EVENT, message={"content": {"title": "x" * 9_000}}))
