"""Events that people are told of."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from constructs.environment import Environment
from constructs.resource_batch import BatchResource
from constructs.stored_parameters import native

from tocsin.plan import EventRuleSpec, construct_id

_LONGEST_TEMPLATE = 8_192
"""https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html"""


def event_rule(spec: EventRuleSpec, topic_arn: str, environment: Environment) -> BatchResource:
    """Return the rule that sends events to the topic, as the message of *spec*.

    What the topic does not take waits where undelivered notifications of the same severity do. The
    queue is named and not referred to: it stands beside the topic, which the rule refers to.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
    """
    template = json.dumps(spec.message, ensure_ascii=False)
    if len(template) > _LONGEST_TEMPLATE:
        message = f"the message of {spec.id!r} has {len(template)} characters; cut it to 8,192"
        raise ValueError(message)
    transformer = {"InputPathsMap": spec.variables, "InputTemplate": template}
    target = {
        "Arn": topic_arn,
        "DeadLetterConfig": {"Arn": environment.arn("sqs", spec.dead_letter_queue)},
        "Id": "Topic",
        "InputTransformer": transformer,
    }
    return BatchResource(
        id=f"Event{construct_id(spec.id)}",
        type="AWS::Events::Rule",
        properties={
            "Description": spec.title,
            "EventPattern": _native(spec.pattern),
            "Name": spec.name,
            "Targets": [target],
        },
    )


def pattern_texts(pattern: object) -> Iterator[str]:
    """Yield the texts of a pattern, which may name stored values."""
    if isinstance(pattern, Mapping):
        for each in pattern.values():
            yield from pattern_texts(each)
    elif isinstance(pattern, list):
        for each in pattern:
            yield from pattern_texts(each)
    elif isinstance(pattern, str):
        yield pattern


def _native(pattern: Any) -> Any:  # noqa: ANN401 - a pattern is any JSON
    if isinstance(pattern, Mapping):
        return {key: _native(each) for key, each in pattern.items()}
    if isinstance(pattern, list):
        return [_native(each) for each in pattern]
    return native(pattern) if isinstance(pattern, str) else pattern
