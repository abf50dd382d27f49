"""The log of what changed: EventBridge writes states of alarms and deployments into it."""

import json
from collections.abc import Iterator

from constructs import Construct
from constructs.acknowledgements import accepted
from constructs.environment import Environment
from constructs.policies import Statement, policy_document
from constructs.resource_batch import BatchResource, add_resources

from tocsin.plan import ChangeLogSpec, LoggedEventsSpec
from tocsin.plan import construct_id as id_of

_RETENTION_DAYS = 90
_GROUP = "Log"
_LOSS = "An event that is not written down is missing from a list; alarms tell people without it."


class ChangeLog(Construct):
    """A log group, the rules that fill it, and what lets them."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: ChangeLogSpec,
        key_arn: str,
        environment: Environment,
    ) -> None:
        super().__init__(scope, construct_id)
        add_resources(self, _resources(spec, key_arn, environment))


def _resources(
    spec: ChangeLogSpec, key_arn: str, environment: Environment
) -> Iterator[BatchResource]:
    yield BatchResource(
        id=_GROUP,
        type="AWS::Logs::LogGroup",
        properties={
            "KmsKeyId": key_arn,
            "LogGroupName": spec.name,
            "RetentionInDays": _RETENTION_DAYS,
        },
        retention=environment.retention,
    )
    yield BatchResource(
        id="Policy",
        type="AWS::Logs::ResourcePolicy",
        properties={
            "PolicyName": spec.policy,
            "PolicyDocument": json.dumps(policy_document(_writing(spec, environment))),
        },
    )
    for rule in (spec.alarms, spec.deployments):
        yield _rule(rule, spec, environment)


def _rule(rule: LoggedEventsSpec, spec: ChangeLogSpec, environment: Environment) -> BatchResource:
    # The target takes the group without the `:*` that its attribute Arn ends with.
    target = {"Arn": environment.arn("logs", f"log-group:{spec.name}"), "Id": "Log"}
    return BatchResource(
        id=id_of(rule.id),
        type="AWS::Events::Rule",
        properties={
            "Description": rule.title,
            "EventPattern": dict(rule.pattern),
            "Name": rule.name,
            "Targets": [target],
        },
        depends_on=(_GROUP, "Policy"),
        accepted=accepted({"EventBusDLQ": _LOSS}),
    )


def _writing(spec: ChangeLogSpec, environment: Environment) -> Iterator[Statement]:
    """Yield what lets the rules write.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
    """
    group = environment.arn("logs", f"log-group:{spec.name}:*")
    rules = [
        environment.arn("events", f"rule/{each.name}") for each in (spec.alarms, spec.deployments)
    ]
    for verb, action, resource in (
        ("Begin", "logs:CreateLogStream", group),
        ("Write", "logs:PutLogEvents", f"{group}:*"),
    ):
        yield {
            "Sid": f"RulesMay{verb}",
            "Effect": "Allow",
            "Principal": {"Service": ["delivery.logs.amazonaws.com", "events.amazonaws.com"]},
            "Action": action,
            "Resource": resource,
            **({"Condition": {"ArnEquals": {"aws:SourceArn": rules}}} if verb == "Write" else {}),
        }
