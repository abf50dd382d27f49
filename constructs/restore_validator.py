"""The function that says whether what restore tests restored is as it must be."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from constructs import Construct
from constructs.acknowledgements import accepted
from constructs.environment import Environment
from constructs.function_code import FunctionCode, files_of
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, add_resources, attribute, ref
from constructs.restore_validation_permissions import validation_permissions
from constructs.roles import managed_policy, role
from constructs.ruled_function import IN_NO_NETWORK, function_log, may_invoke, may_log
from constructs.stored_parameters import native

from tocsin.plan import RestoreValidatorSpec, ValidatedTestSpec
from tocsin.plan import construct_id as id_of
from tocsin.restoration import INPUT_PATHS, LONGEST_INPUT, restore_job_pattern

CODE_FOLDERS = ("functions/restore_validation", "tocsin/restoration")
HANDLER = "functions.restore_validation.handler.handler"

_MINUTES = 10
"""It waits for what is restored for at most three, and keeps one and a half for its report."""

_LOG, _FUNCTION = "Log", "Function"
_PERMISSIONS, _ROLE = "Permissions/Resource", "Role/Resource"
_NO_RESULT = "Lambda tries it twice more, and a restore test without a result alarms."


class RestoreValidator(Construct):
    """The function, its role and its log, and for each restore test the rule that invokes it."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: RestoreValidatorSpec,
        plan_arns: Mapping[str, str],
        environment: Environment,
    ) -> None:
        """Build it.

        Args:
            scope: What has it.
            construct_id: Its id there.
            spec: What it validates.
            plan_arns: By the id of a test, the Amazon Resource Name of its restore testing plan.
            environment: Where it is.
        """
        super().__init__(scope, construct_id)
        code = FunctionCode(self, "Code", files_of(CODE_FOLDERS)).within(self)
        add_resources(
            self,
            [
                function_log(_LOG, has="It has codes of errors in it", environment=environment),
                _permissions(spec, environment),
                role(
                    _ROLE,
                    service="lambda.amazonaws.com",
                    description="Looks at what restore tests restored.",
                    policies=[ref(_PERMISSIONS)],
                ),
                _function(spec, code),
                *(each for test in spec.tests for each in _rule(spec, test, plan_arns[test.id])),
            ],
        )


def _permissions(spec: RestoreValidatorSpec, environment: Environment) -> BatchResource:
    statements = [
        *validation_permissions(
            spec.sources, environment=environment, secrets=spec.secrets, keys=spec.keys
        ),
        may_log(_LOG),
    ]
    reason = "What restore tests make has names of its own choice, and some requests no resources."
    findings = {f"AwsSolutions-IAM5[Resource::{each}]": reason for each in _wildcards(statements)}
    return managed_policy(_PERMISSIONS, statements, accepted=findings)


def _wildcards(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        resources = statement["Resource"]
        for each in resources if isinstance(resources, list) else [resources]:
            if isinstance(each, str) and "*" in each:
                yield each


def _function(spec: RestoreValidatorSpec, code: Mapping[str, Any]) -> BatchResource:
    return BatchResource(
        id=_FUNCTION,
        type="AWS::Lambda::Function",
        properties={
            "Architectures": ["arm64"],
            "Code": code,
            "Description": f"Validates the restore tests of {spec.system} {spec.stage}.",
            "FunctionName": spec.function,
            "Handler": HANDLER,
            "LoggingConfig": {"LogGroup": ref(_LOG)},
            "MemorySize": 256,
            "Role": attribute(_ROLE, "Arn"),
            "Runtime": "python3.14",
            "Timeout": 60 * _MINUTES,
        },
        accepted=accepted(
            {
                "LambdaConcurrency": "It runs for each restore; a reservation would keep some out.",
                "LambdaDLQ": _NO_RESULT,
                "LambdaInsideVPC": IN_NO_NETWORK,
                "LambdaTracing": "Nobody waits for it.",
            }
        ),
    )


def _rule(
    spec: RestoreValidatorSpec, test: ValidatedTestSpec, plan_arn: str
) -> Iterator[BatchResource]:
    """Yield the rule of a restore test, and what lets it invoke the function."""
    sent = spec.sent(test)
    if len(sent) > LONGEST_INPUT:
        message = f"what {test.id!r} expects has {len(sent)} characters; split it below 8,192"
        raise ValueError(message)
    target = {
        "Arn": attribute(_FUNCTION, "Arn"),
        "Id": "Validator",
        "InputTransformer": {
            "InputPathsMap": dict(INPUT_PATHS),
            "InputTemplate": native(sent),
        },
    }
    base = f"Test{id_of(test.id)}"
    yield BatchResource(
        id=base,
        type="AWS::Events::Rule",
        properties={
            "Description": f"Restores of the restore test {test.id} that ended.",
            "EventPattern": restore_job_pattern([plan_arn]),
            "Targets": [target],
        },
        accepted=accepted({"EventBusDLQ": _NO_RESULT}),
    )
    yield may_invoke(base, _FUNCTION)
