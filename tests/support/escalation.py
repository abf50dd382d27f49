"""A small system whose critical alarm is paged by turns: topic, queue, function, machine, people.

It is written as the stack of incidents writes it, with the machine of the plan.
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.support.assembly import ACCOUNT, REGION, load_template
from tests.support.drills import metric_alarm
from tocsin.assembly import Assembly
from tocsin.on_call import (
    Policy,
    Rotation,
    Severity,
    Shift,
    Tier,
)
from tocsin.plan.incidents import machine_definition
from tocsin.simulation import AlarmSet

Json = dict[str, Any]


def arn(service: str, resource: str) -> str:
    """Return an ARN of the account and Region of tests."""
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


MAY_USE_TABLE = ("dynamodb:*", arn("dynamodb", "table/shop-incidents"))
TABLE: Json = {
    "Type": "AWS::DynamoDB::Table",
    "Properties": {
        "TableName": "shop-incidents",
        "KeySchema": [
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
    },
}


def policy(severity: Severity = "critical", **settings: Any) -> Policy:  # noqa: ANN401 - any field
    """Return a policy: Ana or Ben at once, Dana after five minutes, then everybody.

    Hand-offs are on Mondays at 09:00 UTC, and Ben takes over on 2026-01-05.
    """
    standard: Json = {
        "system": "shop",
        "stage": "prod",
        "severity": severity,
        "topic": arn("sns", f"shop-{severity}"),
        "fallback": arn("sns", "shop-fallback"),
        "tiers": (
            Tier(recipients=("primary",), kind="page"),
            Tier(recipients=("dana",), kind="page", after=timedelta(minutes=5)),
        ),
        "rotations": {"primary": Rotation(shifts=(Shift(members=("ana", "ben")),))},
        "contacts": {name: arn("sns", f"shop-contact-{name}") for name in ("ana", "ben", "dana")},
        "last_wait": timedelta(minutes=10),
    }
    return Policy(**{**standard, **settings})


def template(*policies: Policy, **changes: object) -> Json:
    """Return a template in which machines page by some policies.

    Args:
        policies: One for each severity.
        changes: Resources that are added or, if None, left out.
    """
    every = policies or (policy(),)
    resources: Json = {
        "NoOrders": metric_alarm("no-orders"),
        **_topics(every),
        "Queue": _resource("AWS::SQS::Queue", QueueName="shop-incidents"),
        "QueuePolicy": _queue_policy(every),
        "Table": TABLE,
        "Intake": _function("intake", "IntakeRole", every),
        "IntakeRole": role(
            ("sqs:*", arn("sqs", "shop-incidents")),
            MAY_USE_TABLE,
            *(("states:StartExecution", machine_arn(each.severity)) for each in every),
        ),
        "Reading": _resource(
            "AWS::Lambda::EventSourceMapping",
            EventSourceArn={"Fn::GetAtt": ["Queue", "Arn"]},
            FunctionName={"Ref": "Intake"},
        ),
        "Page": _function("page", "PageRole", every),
        "PageRole": role(("sns:Publish", arn("sns", "shop-*")), MAY_USE_TABLE),
        "MachineRole": role(
            ("lambda:InvokeFunction", arn("lambda", "function:shop-page")),
            ("sns:Publish", arn("sns", "shop-fallback")),
            service="states",
        ),
        **{f"{each.severity.title()}Machine": machine(each) for each in every},
        **changes,
    }
    return {"Resources": {key: value for key, value in resources.items() if value is not None}}


def system(folder: Path, *policies: Policy, **changes: object) -> Assembly:
    """Return the assembly of `template`."""
    return load_template(folder, template(*policies, **changes))


def alarms(folder: Path, *policies: Policy, **changes: object) -> AlarmSet:
    """Return the alarms of `system`."""
    return AlarmSet.of(system(folder, *policies, **changes))


def machine_arn(severity: str) -> str:
    """Return the ARN of the machine of a severity."""
    return arn("states", f"stateMachine:shop-incident-{severity}")


def definition(policy: Policy) -> Json:
    """Return the definition of a policy's machine, as the plan makes it."""
    page = arn("lambda", "function:shop-page")
    return machine_definition(policy, page_function=page, partition="aws")


def machine(policy: Policy, changed: Json | None = None, **properties: object) -> Json:
    """Return a machine; of a policy, or of a definition that a test has changed."""
    return _resource(
        "AWS::StepFunctions::StateMachine",
        **{
            "StateMachineName": f"shop-incident-{policy.severity}",
            "RoleArn": {"Fn::GetAtt": ["MachineRole", "Arn"]},
            "DefinitionString": json.dumps(changed or definition(policy)),
            **properties,
        },
    )


def with_state(policy: Policy, name: str, **changes: object) -> Json:
    """Return the definition of a policy's machine with a changed state; without what is None."""
    made: Json = json.loads(json.dumps(definition(policy)))
    state = {**made["States"][name], **changes}
    made["States"][name] = {key: value for key, value in state.items() if value is not None}
    return made


def subscription(topic: str, protocol: str, endpoint: object) -> Json:
    """Return a subscription to a topic of the template."""
    return _resource(
        "AWS::SNS::Subscription", TopicArn={"Ref": topic}, Protocol=protocol, Endpoint=endpoint
    )


def _resource(kind: str, **properties: object) -> Json:
    return {"Type": kind, "Properties": properties}


def _topics(policies: tuple[Policy, ...]) -> Json:
    made: Json = {"FallbackTopic": _resource("AWS::SNS::Topic", TopicName="shop-fallback")}
    queue = {"Fn::GetAtt": ["Queue", "Arn"]}
    for each in policies:
        name = f"{each.severity.title()}Topic"
        made[name] = _resource("AWS::SNS::Topic", TopicName=f"shop-{each.severity}")
        made[f"{name}Queue"] = subscription(name, "sqs", queue)
    for contact in dict.fromkeys(name for each in policies for name in each.contacts):
        name = f"{contact.title()}Topic"
        made[name] = _resource("AWS::SNS::Topic", TopicName=f"shop-contact-{contact}")
        made[f"{name}Mail"] = subscription(name, "email", f"{contact}@example.com")
        made[f"{contact.title()}Fallback"] = subscription(
            "FallbackTopic", "email", f"{contact}@example.com"
        )
    return made


def _queue_policy(policies: tuple[Policy, ...]) -> Json:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": {"Fn::GetAtt": ["Queue", "Arn"]},
        "Condition": {"ArnEquals": {"aws:SourceArn": [each.topic for each in policies]}},
    }
    return _resource(
        "AWS::SQS::QueuePolicy",
        Queues=[{"Ref": "Queue"}],
        PolicyDocument={"Version": "2012-10-17", "Statement": [statement]},
    )


def _routes(policies: tuple[Policy, ...]) -> Json:
    return {
        each.topic: {"severity": each.severity, "machine": machine_arn(each.severity)}
        for each in policies
    }


def _function(name: str, role: str, policies: tuple[Policy, ...]) -> Json:
    return _resource(
        "AWS::Lambda::Function",
        FunctionName=f"shop-{name}",
        Runtime="python3.14",
        Handler=f"functions.incidents.{name}.handler",
        Code={"S3Bucket": "assets", "S3Key": "incidents.zip"},
        Role={"Fn::GetAtt": [role, "Arn"]},
        Environment={
            "Variables": {
                "FALLBACK_TOPIC": policies[0].fallback,
                "REOPEN_WITHIN": "1800",
                "ROUTES": json.dumps(_routes(policies)),
                "TABLE": "shop-incidents",
            }
        },
    )


def role(*allowed: tuple[str, str], service: str = "lambda") -> Json:
    """Return a role that may do some things, each with a resource."""
    statements = [
        {"Effect": "Allow", "Action": action, "Resource": resource} for action, resource in allowed
    ]
    document = {"Version": "2012-10-17", "Statement": statements}
    assume = {
        "Effect": "Allow",
        "Principal": {"Service": f"{service}.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    return _resource(
        "AWS::IAM::Role",
        AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": [assume]},
        Policies=[{"PolicyName": "all", "PolicyDocument": document}],
    )
