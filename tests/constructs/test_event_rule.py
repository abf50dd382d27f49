import json
from dataclasses import replace
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.environment import Environment
from constructs.event_rule import event_rule, pattern_texts
from constructs.resource_batch import add_resources
from constructs.stored_parameters import declare_stored_parameters

from tests.support.plans import EVENT
from tests.support.templates import properties_of, template_of
from tocsin.plan import EventRuleSpec, StoredValue

WHERE = Environment(account="111122223333", region="us-east-1", retain=True)
TOPIC = "arn:aws:sns:us-east-1:111122223333:shop-prod-warning"


def _rule(spec: EventRuleSpec) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        add_resources(stack, [event_rule(spec, TOPIC, WHERE)])

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


def test_what_the_topic_does_not_take_is_kept() -> None:
    """The queue of the severity keeps it, and the target names that queue in its own Region."""
    (target,) = _rule(EVENT)["Targets"]

    arn = "arn:aws:sqs:us-east-1:111122223333:shop-prod-warning-undelivered"
    assert target["DeadLetterConfig"] == {"Arn": arn}


def test_a_stored_value_in_a_pattern_is_a_reference() -> None:
    """What is read from the Parameter Store stands in the pattern as what was read."""
    pattern = {"resources": [{"suffix": f":table/{StoredValue('/shop/table')}"}]}

    def build(stack: cdk.Stack) -> None:
        declare_stored_parameters(stack, pattern_texts(pattern))
        add_resources(stack, [event_rule(replace(EVENT, pattern=pattern), TOPIC, WHERE)])

    (rule,) = properties_of(template_of(build), "AWS::Events::Rule")
    (asked,) = rule["EventPattern"]["resources"]
    assert asked["suffix"]["Fn::Join"][1][0] == ":table/"
    assert set(asked["suffix"]["Fn::Join"][1][1]) == {"Ref"}


def test_message_that_eventbridge_refuses_is_refused() -> None:
    """A message that is too long does not wait for the deployment to fail."""
    with pytest.raises(ValueError, match="cut it to 8,192"):
        _rule(replace(EVENT, message={"content": {"title": "x" * 9_000}}))
