"""A small system that is told of events: a topic, who has subscribed to it, and rules."""

from pathlib import Path

from tests.support.assembly import REGION, load_template
from tests.support.deliveries import Json, listens, of_service, policy, resource, topic
from tocsin.simulation import AlarmSet

PATTERN: Json = {"source": ["aws.ecs"], "detail": {"state": ["FAILED"]}}


def rule(name: str = "failed", **changes: object) -> Json:
    """Return a rule that tells the topic of what has failed."""
    properties: Json = {
        "Name": name,
        "EventPattern": PATTERN,
        "Targets": [{"Id": "Topic", "Arn": {"Ref": "Pager"}}],
        **changes,
    }
    return resource("AWS::Events::Rule", **properties)


def system(folder: Path, **resources: Json) -> AlarmSet:
    """Return a system with rules and what else it has."""
    may = policy(of_service("events", "sns:Publish"))
    template = {
        "Resources": {
            "Pager": topic(),
            "Mail": listens("email", "ana@example.com"),
            "May": resource("AWS::SNS::TopicPolicy", Topics=[{"Ref": "Pager"}], PolicyDocument=may),
            **resources,
        }
    }
    return AlarmSet.of(load_template(folder, template))


def event(**changes: object) -> Json:
    """Return an event that has failed."""
    return {
        "version": "0",
        "id": "1",
        "source": "aws.ecs",
        "detail-type": "ECS Something",
        "account": "111122223333",
        "region": REGION,
        "time": "2026-03-04T08:46:53Z",
        "resources": [],
        "detail": {"state": "FAILED", "name": "checkout"},
        **changes,
    }
