"""Events that people are told of."""

import json

from aws_cdk import aws_events as events
from constructs import Construct
from constructs.acknowledgements import acknowledge

from tocsin.plan import EventRuleSpec, construct_id

_LONGEST_TEMPLATE = 8_192
"""https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html"""


def event_rule(scope: Construct, spec: EventRuleSpec, topic_arn: str) -> events.CfnRule:
    """Return the rule that sends events to the topic, as the message of *spec*.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
    """
    template = json.dumps(spec.message, ensure_ascii=False)
    if len(template) > _LONGEST_TEMPLATE:
        message = f"the message of {spec.id!r} has {len(template)} characters; cut it to 8,192"
        raise ValueError(message)
    rule = events.CfnRule(
        scope,
        f"Event{construct_id(spec.id)}",
        name=spec.name,
        description=spec.title,
        event_pattern=spec.pattern,
        targets=[
            events.CfnRule.TargetProperty(
                id="Topic",
                arn=topic_arn,
                input_transformer=events.CfnRule.InputTransformerProperty(
                    input_paths_map=spec.variables, input_template=template
                ),
            )
        ],
    )
    reason = "EventBridge tries for a day; alarms on the same jobs tell what is lost then."
    acknowledge(rule, {"EventBusDLQ": reason})
    return rule
