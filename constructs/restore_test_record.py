"""A function that publishes each hour when restore tests ran, and what they did not delete."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from constructs import Construct
from constructs.acknowledgements import accepted
from constructs.environment import Environment
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, add_resources, attribute, ref
from constructs.roles import managed_policy, role
from constructs.ruled_function import IN_NO_NETWORK, function_log, may_invoke, may_log

from tocsin.plan import (
    AGE_NAMESPACE,
    RESTORE_TEST_AGE,
    UNDELETED_RESTORES,
    RestoreTestSpec,
    RestoreTestsSpec,
)
from tocsin.plan import construct_id as id_of
from tocsin.restoration import RESTORE_VALIDATED

CODE = Path(__file__).parents[1] / "functions" / "restore_test_record.py"
"""All of it stands in the template: no asset, so nothing to bundle and nothing to upload."""

_NEXT_RUN = "The next hour's run stands in for one that failed, and the alarms fire on silence."

_LOG, _FUNCTION = "Log", "Function"
_PERMISSIONS, _ROLE = "Permissions/Resource", "Role/Resource"


class RestoreTestRecord(Construct):
    """The function, its role and its log, and for each restore test the rule that invokes it."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: RestoreTestsSpec,
        plan_arns: Mapping[str, str],
        environment: Environment,
    ) -> None:
        """Build it.

        Args:
            scope: What has it.
            construct_id: Its id there.
            spec: The tests.
            plan_arns: By the id of a test, the Amazon Resource Name of its restore testing plan.
            environment: Where it is.
        """
        super().__init__(scope, construct_id)
        add_resources(
            self,
            [
                function_log(_LOG, has="It has at most an error in it", environment=environment),
                _permissions(),
                role(
                    _ROLE,
                    service="lambda.amazonaws.com",
                    description="Publishes when restore tests ran, and what they did not delete.",
                    policies=[ref(_PERMISSIONS)],
                ),
                _function(spec),
                *(
                    each
                    for test in spec.tests
                    for each in _invoked(test, _event(spec, test, plan_arns[test.id]))
                ),
            ],
        )


def _permissions() -> BatchResource:
    reason = "Neither metrics nor restore jobs know resources; of PutMetricData, the namespace."
    return managed_policy(
        _PERMISSIONS, _allowed(), accepted={"AwsSolutions-IAM5[Resource::*]": reason}
    )


def _allowed() -> Iterator[Statement]:
    yield {
        "Effect": "Allow",
        "Action": ["backup:ListRestoreJobs", "cloudwatch:GetMetricData"],
        "Resource": "*",
    }
    yield {
        "Effect": "Allow",
        "Action": "cloudwatch:PutMetricData",
        "Resource": "*",
        "Condition": {"StringEquals": {"cloudwatch:namespace": AGE_NAMESPACE}},
    }
    yield may_log(_LOG)


def _function(spec: RestoreTestsSpec) -> BatchResource:
    return BatchResource(
        id=_FUNCTION,
        type="AWS::Lambda::Function",
        properties={
            "Description": f"Publishes when restore tests of {spec.system} {spec.stage} ran.",
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


def _invoked(test: RestoreTestSpec, event: str) -> Iterator[BatchResource]:
    base = f"Hourly{id_of(test.id)}"
    target = {"Id": "Function", "Arn": attribute(_FUNCTION, "Arn"), "Input": event}
    yield BatchResource(
        id=base,
        type="AWS::Events::Rule",
        properties={"ScheduleExpression": "rate(1 hour)", "Targets": [target]},
        accepted=accepted({"EventBusDLQ": _NEXT_RUN}),
    )
    yield may_invoke(base, _FUNCTION)


def _event(spec: RestoreTestsSpec, test: RestoreTestSpec, plan_arn: str) -> str:
    """Return what the function is sent: shorter than what the validator is, which is checked."""
    return json.dumps(
        {
            "namespace": AGE_NAMESPACE,
            "validated": RESTORE_VALIDATED,
            "age": RESTORE_TEST_AGE,
            "left": UNDELETED_RESTORES,
            "system": spec.system,
            "stage": spec.stage,
            "test": test.id,
            "plan": plan_arn,
            "stores": [each.expectation.name for each in test.stores],
        }
    )
