"""A function that publishes each hour how old the newest recovery points in a vault are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from constructs import Construct
from constructs.acknowledgements import accepted
from constructs.environment import Environment
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, add_resources, attribute, ref
from constructs.roles import managed_policy, role
from constructs.ruled_function import IN_NO_NETWORK, function_log, may_invoke, may_log
from constructs.stored_parameters import native

from tocsin.plan import AGE_METRIC, AGE_NAMESPACE, AgeCheckSpec

CODE = Path(__file__).parents[1] / "functions" / "recovery_point_age.py"
"""All of it stands in the template: no asset, so nothing to bundle and nothing to upload."""

_RESOURCES_IN_A_RULE = 25
"""Their names and Amazon Resource Names fit the 8,192 characters that a rule can send."""

_NEXT_RUN = "The next hour's run stands in for one that failed, and the alarms fire on silence."

_LOG, _FUNCTION = "Log", "Function"
_PERMISSIONS, _ROLE = "Permissions/Resource", "Role/Resource"


class AgeCheck(Construct):
    """The function, its role and its log, and the rules that invoke it."""

    def __init__(
        self, scope: Construct, construct_id: str, *, spec: AgeCheckSpec, environment: Environment
    ) -> None:
        super().__init__(scope, construct_id)
        hourly = enumerate(_events(spec), 1)
        add_resources(
            self,
            [
                function_log(_LOG, has="It has at most an error in it", environment=environment),
                _permissions(environment.arn("backup", f"backup-vault:{spec.vault}")),
                role(
                    _ROLE,
                    service="lambda.amazonaws.com",
                    description=f"Publishes how old the recovery points in {spec.vault} are.",
                    policies=[ref(_PERMISSIONS)],
                ),
                _function(spec),
                *(each for number, event in hourly for each in _invoked(f"Hourly{number}", event)),
            ],
        )


def _permissions(vault: str) -> BatchResource:
    reason = "PutMetricData knows no resources; its condition is the namespace."
    return managed_policy(
        _PERMISSIONS, _allowed(vault), accepted={"AwsSolutions-IAM5[Resource::*]": reason}
    )


def _allowed(vault: str) -> Iterator[Statement]:
    yield {
        "Effect": "Allow",
        "Action": ["backup:DescribeBackupVault", "backup:ListRecoveryPointsByBackupVault"],
        "Resource": vault,
    }
    yield {
        "Effect": "Allow",
        "Action": "cloudwatch:PutMetricData",
        "Resource": "*",
        "Condition": {"StringEquals": {"cloudwatch:namespace": AGE_NAMESPACE}},
    }
    yield may_log(_LOG)


def _function(spec: AgeCheckSpec) -> BatchResource:
    return BatchResource(
        id=_FUNCTION,
        type="AWS::Lambda::Function",
        properties={
            "Description": f"Publishes how old the newest recovery points in {spec.vault} are.",
            "Runtime": "python3.14",
            "Handler": "index.handler",
            "Code": {"ZipFile": CODE.read_text(encoding="utf-8")},
            "Role": attribute(_ROLE, "Arn"),
            "Timeout": 300,
            "MemorySize": 256,
            "LoggingConfig": {"LogGroup": ref(_LOG)},
        },
        accepted=accepted(
            {
                "LambdaConcurrency": "It runs once an hour; a reservation would take from others.",
                "LambdaDLQ": _NEXT_RUN,
                "LambdaInsideVPC": IN_NO_NETWORK,
                "LambdaTracing": "Nobody waits for it.",
            }
        ),
    )


def _invoked(name: str, event: str | dict[str, Any]) -> Iterator[BatchResource]:
    target = {"Id": "Function", "Arn": attribute(_FUNCTION, "Arn"), "Input": event}
    yield BatchResource(
        id=name,
        type="AWS::Events::Rule",
        properties={"ScheduleExpression": "rate(1 hour)", "Targets": [target]},
        accepted=accepted({"EventBusDLQ": _NEXT_RUN}),
    )
    yield may_invoke(name, _FUNCTION)


def _events(spec: AgeCheckSpec) -> Iterator[str | dict[str, Any]]:
    """Yield what the function is sent: a part of the resources at a time."""
    for start in range(0, len(spec.resources), _RESOURCES_IN_A_RULE):
        resources = dict(spec.resources[start : start + _RESOURCES_IN_A_RULE])
        yield native(
            json.dumps(
                {
                    "namespace": AGE_NAMESPACE,
                    "metric": AGE_METRIC,
                    "vault": spec.vault,
                    "resources": resources,
                }
            )
        )
