"""A small system whose alarms of info wait for the next business day: topic, queue, clock, people.

Critical alarms are paged beside them, as in `tests.support.escalation`.
"""

import json
from datetime import time
from pathlib import Path

from tests.support.assembly import load_template
from tests.support.drills import metric_alarm
from tests.support.escalation import Json, arn, policy, role, subscription, template
from tocsin.assembly import Assembly
from tocsin.on_call import BusinessDays, Policy, Tier, policy_document

DAYS = BusinessDays(time_zone="Europe/Berlin", begins=time(9))
MAY_TELL = (
    ("dynamodb:Query", arn("dynamodb", "table/shop-incidents")),
    ("dynamodb:DeleteItem", arn("dynamodb", "table/shop-incidents")),
    ("sns:Publish", arn("sns", "shop-contact-ana")),
)
MAY_RUN = ("lambda:InvokeFunction", arn("lambda", "function:shop-digest"))


def digest_policy(days: BusinessDays = DAYS) -> Policy:
    """Return a policy whose digest Ana reads."""
    tiers = (Tier(recipients=("ana",), kind="digest"),)
    return policy("info", tiers=tiers, rotations={}, business_days=days)


def digest_system(folder: Path, **changes: object) -> Assembly:
    """Return the assembly of `digest_template`."""
    return load_template(folder, digest_template(**changes))


def digest_template(**changes: object) -> Json:
    """Return the template of the system.

    Args:
        changes: Resources that are added or, if None, left out.
    """
    made: Json = template()["Resources"]
    resources: Json = {
        **made,
        "Certificate": _info_alarm(),
        "InfoTopic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "shop-info"}},
        "InfoTopicQueue": subscription("InfoTopic", "sqs", {"Fn::GetAtt": ["Queue", "Arn"]}),
        "QueuePolicy": _also_info(made["QueuePolicy"]),
        "Intake": with_route(made["Intake"], {"severity": "info", "machine": None, "digest": True}),
        "Digest": digest_function(),
        "DigestRole": role(*MAY_TELL),
        "Clock": clock(),
        "ClockRole": role(MAY_RUN, service="scheduler"),
        **changes,
    }
    return {"Resources": {key: value for key, value in resources.items() if value is not None}}


def clock(**properties: object) -> Json:
    """Return the schedule that runs the digest."""
    return {
        "Type": "AWS::Scheduler::Schedule",
        "Properties": {
            "Name": "shop-digest-info",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ScheduleExpression": "cron(0 9 ? * MON-FRI *)",
            "ScheduleExpressionTimezone": "Europe/Berlin",
            "Target": {
                "Arn": {"Fn::GetAtt": ["Digest", "Arn"]},
                "RoleArn": {"Fn::GetAtt": ["ClockRole", "Arn"]},
                "Input": json.dumps({"policy": policy_document(digest_policy())}),
            },
            **properties,
        },
    }


def digest_function(**properties: object) -> Json:
    """Return the function that tells digests."""
    return {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "FunctionName": "shop-digest",
            "Runtime": "python3.14",
            "Handler": "functions.incidents.digest.handler",
            "Code": {"S3Bucket": "assets", "S3Key": "incidents.zip"},
            "Role": {"Fn::GetAtt": ["DigestRole", "Arn"]},
            "Environment": {"Variables": {"TABLE": "shop-incidents"}},
            **properties,
        },
    }


def with_route(intake: Json, route: Json | None) -> Json:
    """Return the function that makes incidents, with another route for info; or without one."""
    changed: Json = json.loads(json.dumps(intake))
    variables = changed["Properties"]["Environment"]["Variables"]
    routes = {**json.loads(variables["ROUTES"]), digest_policy().topic: route}
    variables["ROUTES"] = json.dumps({key: value for key, value in routes.items() if value})
    return changed


def _info_alarm() -> Json:
    alarm: Json = metric_alarm("certificate")
    text = json.dumps(alarm).replace("CriticalTopic", "InfoTopic").replace('"critical"', '"info"')
    changed: Json = json.loads(text)
    return changed


def _also_info(queue_policy: Json) -> Json:
    changed: Json = json.loads(json.dumps(queue_policy))
    (statement,) = changed["Properties"]["PolicyDocument"]["Statement"]
    statement["Condition"]["ArnEquals"]["aws:SourceArn"].append(digest_policy().topic)
    return changed
