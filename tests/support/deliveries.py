"""Ways from one alarm of a small template, whose resources a test changes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.assembly import load_template
from tests.support.drills import metric_alarm
from tocsin.delivery import NOBODY_DECLARED, DeclaredReaders, Recipient, Ways

Json = dict[str, Any]

ROOT = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}
"""The principal by which a key policy gives the account's own people their rights."""


def statement(principal: object, *actions: str, resource: object = "*", **more: object) -> Json:
    """Return a statement that allows some actions."""
    return {
        "Effect": "Allow",
        "Principal": principal,
        "Action": list(actions),
        "Resource": resource,
        **more,
    }


def policy(*statements: Json) -> Json:
    """Return a policy of some statements."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def of_service(service: str, *actions: str, **more: Any) -> Json:  # noqa: ANN401 -- as policies are
    """Return a statement that lets a service of AWS do something."""
    return statement({"Service": f"{service}.amazonaws.com"}, *actions, **more)


def resource(type_name: str, **properties: object) -> Json:
    """Return a resource of a template."""
    return {"Type": type_name, "Properties": properties}


def topic(**properties: object) -> Json:
    """Return a topic."""
    return resource("AWS::SNS::Topic", **properties)


def listens(protocol: str, endpoint: object, **properties: object) -> Json:
    """Return a subscription to the topic `Pager`."""
    return resource(
        "AWS::SNS::Subscription",
        **{"TopicArn": {"Ref": "Pager"}, "Protocol": protocol, "Endpoint": endpoint, **properties},
    )


def recipients(
    folder: Path,
    resources: Mapping[str, Json],
    *,
    action: object = None,
    declared: DeclaredReaders = NOBODY_DECLARED,
    parameters: Mapping[str, Json] | None = None,
    conditions: Mapping[str, object] | None = None,
) -> tuple[Recipient, ...]:
    """Return who is told by the alarm `no-orders`, which acts on the topic `Pager`."""
    template = {
        "Parameters": dict(parameters or {}),
        "Conditions": dict(conditions or {}),
        "Resources": {
            "Alarm": metric_alarm("no-orders", AlarmActions=[action or {"Ref": "Pager"}]),
            **resources,
        },
    }
    assembly = load_template(folder, template)
    ways = Ways(assembly=assembly, declared=declared)
    (alarm,) = assembly.alarms
    return tuple(way.recipient for link in alarm.alarm_actions for way in ways.of(alarm, link))


def recipient(folder: Path, resources: Mapping[str, Json], **more: Any) -> Recipient:  # noqa: ANN401 -- as above
    """Return the only one who is told."""
    (found,) = recipients(folder, resources, **more)
    return found
