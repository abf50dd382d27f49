"""AWS SAM: subscriptions, rules and permissions that its transform makes of events of functions.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resolution.serverless import SAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly.template import Template
    from tocsin.diagnostics import KeyPath

_FUNCTION = "AWS::Serverless::Function"
_WITH_PATTERN = ("CloudWatchEvent", "EventBridgeRule")
_OF_THE_TARGET = (
    "DeadLetterConfig", "Input", "InputPath", "InputTransformer", "RetryPolicy",
)  # fmt: skip
_OF_THE_SUBSCRIPTION = ("FilterPolicy", "FilterPolicyScope", "Region", "RedrivePolicy")


def with_event_subscriptions(template: Template) -> Template:
    """Give a template with what SAM makes of events of topics, and of those with a pattern.

    An alias that SAM publishes is passed over: what it makes is written as for the function.
    """
    resources = template.raw.get("Resources")
    if SAM not in template.transforms or not isinstance(resources, dict):
        return template
    made = {
        name: (owner, resource)
        for owner, function in resources.items()
        for name, resource in _made_of(owner, function)
        if name not in resources
    }
    if not made:
        return template
    every = {**resources, **{name: resource for name, (_, resource) in made.items()}}
    places: dict[KeyPath, KeyPath] = {
        ("Resources", name): ("Resources", owner) for name, (owner, _) in made.items()
    }
    return template.unrolled(
        {**template.raw, "Resources": every},
        {**template.origins, **places},
        template.problems_of_loops,
    )


def _made_of(owner: str, function: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what SAM makes of a resource's events, each with its name."""
    if not isinstance(function, dict) or function.get("Type") != _FUNCTION:
        return
    properties = function.get("Properties")
    events = properties.get("Events") if isinstance(properties, dict) else None
    if not isinstance(events, dict):
        return
    condition = {"Condition": function["Condition"]} if "Condition" in function else {}
    for event, written in events.items():
        for name, resource in _made_of_event(owner, f"{owner}{event}", written):
            yield name, {**resource, **condition}


def _made_of_event(owner: str, name: str, event: object) -> Iterator[tuple[str, dict[str, object]]]:
    properties = event.get("Properties") if isinstance(event, dict) else None
    if not isinstance(event, dict) or not isinstance(properties, dict):
        return
    if event.get("Type") in _WITH_PATTERN and "Pattern" in properties:
        yield from _rule(owner, name, properties)
    if event.get("Type") != "SNS" or "Topic" not in properties:
        return
    queue = properties.get("SqsSubscription")
    if queue and str(queue).lower() != "false":
        yield from _through_queue(owner, name, properties, queue)
        return
    yield name, _subscription(properties, "lambda", {"Fn::GetAtt": [owner, "Arn"]})
    permission = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": {"Ref": owner},
        "Principal": "sns.amazonaws.com",
        "SourceArn": properties["Topic"],
    }
    yield f"{name}Permission", {"Type": "AWS::Lambda::Permission", "Properties": permission}


def _rule(
    owner: str, name: str, event: Mapping[str, object]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield a rule whose target is the function, and its permission to call it."""
    target = {
        "Id": f"{owner}LambdaTarget",
        "Arn": {"Fn::GetAtt": [owner, "Arn"]},
        **{key: event[key] for key in _OF_THE_TARGET if key in event},
    }
    properties = {"EventPattern": event["Pattern"], "Targets": [target]}
    properties |= {key: event[key] for key in ("EventBusName", "State") if key in event}
    if "Enabled" in event and "State" not in event:
        properties["State"] = "DISABLED" if event["Enabled"] is False else "ENABLED"
    properties |= {"Name": event["RuleName"]} if "RuleName" in event else {}
    yield name, {"Type": "AWS::Events::Rule", "Properties": properties}
    permission = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": {"Ref": owner},
        "Principal": "events.amazonaws.com",
        "SourceArn": {"Fn::GetAtt": [name, "Arn"]},
    }
    yield f"{name}Permission", {"Type": "AWS::Lambda::Permission", "Properties": permission}


def _through_queue(
    owner: str, name: str, event: Mapping[str, object], queue: object
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield a subscription of a queue that the function reads; SAM makes one if none is given."""
    given = queue if isinstance(queue, dict) else {}
    made = f"{name}Queue"
    arn = given.get("QueueArn", {"Fn::GetAtt": [made, "Arn"]})
    url = given.get("QueueUrl", {"Ref": made})
    if "QueueArn" not in given:
        yield made, {"Type": "AWS::SQS::Queue", "Properties": {}}
    yield name, _subscription(event, "sqs", arn)
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": event["Topic"]}},
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    yield (
        f"{name}QueuePolicy",
        {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {"Queues": [url], "PolicyDocument": policy},
        },
    )
    yield (
        f"{name}EventSourceMapping",
        {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"EventSourceArn": arn, "FunctionName": {"Ref": owner}},
        },
    )


def _subscription(
    event: Mapping[str, object], protocol: str, endpoint: object
) -> dict[str, object]:
    further = {key: event[key] for key in _OF_THE_SUBSCRIPTION if key in event}
    properties = {
        "TopicArn": event["Topic"],
        "Protocol": protocol,
        "Endpoint": endpoint,
        **further,
    }
    return {"Type": "AWS::SNS::Subscription", "Properties": properties}
