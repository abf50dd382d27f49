"""What AWS Backup restores on a schedule, and the function that looks at it."""

from collections.abc import Iterator, Mapping
from typing import Any

from constructs import Construct
from constructs.environment import Environment
from constructs.resource_batch import BatchResource, add_resources, ref
from constructs.restore_role import restore_role
from constructs.restore_test_record import RestoreTestRecord
from constructs.restore_validator import RestoreValidator
from constructs.stored_parameters import native

from tocsin.plan import RestoreSelectionSpec, RestoreTestSpec, RestoreTestsSpec
from tocsin.plan import construct_id as id_of

_ARN = "RestoreTestingPlanArn"


class RestoreTests(Construct):
    """Restore testing plans with their selections, their role, and who looks at what they do."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: RestoreTestsSpec,
        vault_arns: Mapping[str, str],
        environment: Environment,
    ) -> None:
        """Build it.

        Args:
            scope: What has it.
            construct_id: Its id there.
            spec: The tests.
            vault_arns: The Amazon Resource Names of the Region's vaults, by their names.
            environment: Where it is.
        """
        super().__init__(scope, construct_id)
        role_arn = restore_role(self, spec.types)
        resources = [each for test in spec.tests for each in _test(test, vault_arns, role_arn)]
        answers = add_resources(self, resources)
        plan_arns = {each.id: answers[f"{_plan_id(each)}.{_ARN}"] for each in spec.tests}
        RestoreValidator(
            self,
            "Validator",
            spec=spec.validator,
            plan_arns=plan_arns,
            environment=environment,
        )
        RestoreTestRecord(self, "Record", spec=spec, plan_arns=plan_arns, environment=environment)


def _plan_id(test: RestoreTestSpec) -> str:
    return f"{id_of(test.id)}Plan"


def _test(
    test: RestoreTestSpec, vault_arns: Mapping[str, str], role_arn: str
) -> Iterator[BatchResource]:
    yield BatchResource(
        id=_plan_id(test),
        type="AWS::Backup::RestoreTestingPlan",
        properties={
            "RestoreTestingPlanName": test.name,
            "ScheduleExpression": test.schedule,
            "ScheduleExpressionTimezone": test.time_zone,
            "StartWindowHours": test.start_window_hours,
            "RecoveryPointSelection": {
                "Algorithm": "LATEST_WITHIN_WINDOW",
                "IncludeVaults": [vault_arns[each] for each in test.vaults],
                "RecoveryPointTypes": list(test.point_types),
                "SelectionWindowDays": test.selection_window_days,
            },
        },
        asked=(_ARN,),
    )
    for selection in test.selections:
        yield _selection(test, selection, role_arn)


def _selection(
    test: RestoreTestSpec, selection: RestoreSelectionSpec, role_arn: str
) -> BatchResource:
    metadata: dict[str, Any] = {key: native(value) for key, value in selection.metadata}
    return BatchResource(
        id=f"{id_of(test.id)}{id_of(selection.id)}Selection",
        type="AWS::Backup::RestoreTestingSelection",
        properties={
            "RestoreTestingPlanName": ref(_plan_id(test)),
            "RestoreTestingSelectionName": selection.name,
            "ProtectedResourceType": selection.type,
            "ProtectedResourceArns": [native(each) for each in selection.arns],
            "IamRoleArn": role_arn,
            "RestoreMetadataOverrides": metadata or None,
            "ValidationWindowHours": selection.validation_hours,
        },
    )
