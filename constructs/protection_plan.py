"""A backup plan, and what it protects."""

from collections.abc import Iterator, Mapping
from typing import Any

from constructs import Construct
from constructs.environment import Environment
from constructs.resource_batch import BatchResource, add_resources, ref
from constructs.stored_parameters import native

from tocsin.plan import BackupPlanSpec, BackupRuleSpec, CopySpec
from tocsin.plan import construct_id as id_of

_PLAN = "Plan"


class ProtectionPlan(Construct):
    """A backup plan with its selections, of named resources and of what has some tags."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: BackupPlanSpec,
        vault_names: Mapping[str, str],
        role_arn: str,
        environment: Environment,
    ) -> None:
        super().__init__(scope, construct_id)
        if not (spec.arns or spec.tagged) or not all(each.tags for each in spec.tagged):
            # An empty selection would protect, and bill, everything in the region.
            message = f"the backup plan {spec.name!r} protects nothing; give it resources"
            raise ValueError(message)
        rules = [_rule(rule, vault_names[rule.vault], environment) for rule in spec.rules]
        plan = BatchResource(
            id=_PLAN,
            type="AWS::Backup::BackupPlan",
            properties={"BackupPlan": {"BackupPlanName": spec.name, "BackupPlanRule": rules}},
        )
        add_resources(self, [plan, *_selections(spec, role_arn)])


def _selections(spec: BackupPlanSpec, role_arn: str) -> Iterator[BatchResource]:
    """Yield what selects resources: one for those with names, and one for each set of tags.

    ListOfTags would take what has any of the tags; conditions take what has all of them.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
    """
    if spec.arns:
        named = [native(arn) for arn in spec.arns]
        yield _selection("Selection", spec.selection_name, role_arn, {"Resources": named})
    for each in spec.tagged:
        conditions = [
            {"ConditionKey": f"aws:ResourceTag/{key}", "ConditionValue": value}
            for key, value in each.tags
        ]
        yield _selection(
            f"{id_of(each.id)}Selection",
            each.name,
            role_arn,
            {"Resources": ["*"], "Conditions": {"StringEquals": conditions}},
        )


def _selection(id_: str, name: str, role_arn: str, what: Mapping[str, Any]) -> BatchResource:
    return BatchResource(
        id=id_,
        type="AWS::Backup::BackupSelection",
        properties={
            "BackupPlanId": ref(_PLAN),
            "BackupSelection": {"SelectionName": name, "IamRoleArn": role_arn, **what},
        },
    )


def _rule(spec: BackupRuleSpec, vault_name: str, environment: Environment) -> dict[str, Any]:
    return {
        "RuleName": spec.name,
        "TargetBackupVault": vault_name,
        "ScheduleExpression": spec.schedule,
        "ScheduleExpressionTimezone": spec.time_zone,
        "StartWindowMinutes": spec.start_window_minutes,
        "CompletionWindowMinutes": spec.completion_window_minutes,
        "EnableContinuousBackup": spec.continuous,
        "Lifecycle": _lifecycle_of(spec),
        "CopyActions": [_copy(copy, environment) for copy in spec.copies] or None,
    }


def _copy(spec: CopySpec, environment: Environment) -> dict[str, Any]:
    return {
        "DestinationBackupVaultArn": environment.arn(
            "backup", f"backup-vault:{spec.vault}", region=spec.region, account=spec.account
        ),
        "Lifecycle": _lifecycle(spec.retention_days),
    }


def _lifecycle_of(spec: BackupRuleSpec) -> dict[str, int | bool | None]:
    return {
        "MoveToColdStorageAfterDays": spec.cold_after_days,
        "OptInToArchiveForSupportedResources": spec.opts_in_to_archive or None,
        **_lifecycle(spec.retention_days),
    }


def _lifecycle(days: int) -> dict[str, int]:
    return {"DeleteAfterDays": days}
