"""Events that people are told of."""

import json

from constructs.acknowledgements import accepted
from constructs.resource_batch import BatchResource

from tocsin.plan import EventRuleSpec, construct_id

_LONGEST_TEMPLATE = 8_192
"""https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html"""


def event_rule(spec: EventRuleSpec, topic_arn: str) -> BatchResource:
    """Return the rule that sends events to the topic, as the message of *spec*.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
    """
    template = json.dumps(spec.message, ensure_ascii=False)
    if len(template) > _LONGEST_TEMPLATE:
        message = f"the message of {spec.id!r} has {len(template)} characters; cut it to 8,192"
        raise ValueError(message)
    transformer = {"InputPathsMap": spec.variables, "InputTemplate": template}
    reason = "EventBridge tries for a day; alarms on the same jobs tell what is lost then."
    return BatchResource(
        id=f"Event{construct_id(spec.id)}",
        type="AWS::Events::Rule",
        properties={
            "Description": spec.title,
            "EventPattern": spec.pattern,
            "Name": spec.name,
            "Targets": [{"Arn": topic_arn, "Id": "Topic", "InputTransformer": transformer}],
        },
        accepted=accepted({"EventBusDLQ": reason}),
    )
