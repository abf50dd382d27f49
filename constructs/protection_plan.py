"""A backup plan, and what it protects."""

from aws_cdk import aws_backup as backup
from constructs import Construct
from constructs.environment import Environment
from constructs.stored_parameters import token

from tocsin.plan import BackupPlanSpec, BackupRuleSpec, CopySpec

_Plan = backup.CfnBackupPlan


class ProtectionPlan(Construct):
    """A backup plan with its selection of explicit resources."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: BackupPlanSpec,
        vault_name: str,
        role_arn: str,
        environment: Environment,
    ) -> None:
        super().__init__(scope, construct_id)
        if not spec.arns:
            # An empty selection would protect, and bill, everything in the region.
            message = f"the backup plan {spec.name!r} protects nothing; give it resources"
            raise ValueError(message)
        plan = _Plan(
            self,
            "Plan",
            backup_plan=_Plan.BackupPlanResourceTypeProperty(
                backup_plan_name=spec.name,
                backup_plan_rule=[_rule(rule, vault_name, environment) for rule in spec.rules],
            ),
        )
        backup.CfnBackupSelection(
            self,
            "Selection",
            backup_plan_id=plan.ref,
            backup_selection=backup.CfnBackupSelection.BackupSelectionResourceTypeProperty(
                selection_name=spec.selection_name,
                iam_role_arn=role_arn,
                resources=[token(arn) for arn in spec.arns],
            ),
        )


def _rule(
    spec: BackupRuleSpec, vault_name: str, environment: Environment
) -> _Plan.BackupRuleResourceTypeProperty:
    return _Plan.BackupRuleResourceTypeProperty(
        rule_name=spec.name,
        target_backup_vault=vault_name,
        schedule_expression=spec.schedule,
        schedule_expression_timezone=spec.time_zone,
        start_window_minutes=spec.start_window_minutes,
        completion_window_minutes=spec.completion_window_minutes,
        enable_continuous_backup=spec.continuous,
        lifecycle=_lifecycle(spec.retention_days),
        copy_actions=[_copy(spec.copy, environment)] if spec.copy else None,
    )


def _copy(spec: CopySpec, environment: Environment) -> _Plan.CopyActionResourceTypeProperty:
    return _Plan.CopyActionResourceTypeProperty(
        destination_backup_vault_arn=environment.arn(
            "backup", f"backup-vault:{spec.vault}", region=spec.region
        ),
        lifecycle=_lifecycle(spec.retention_days),
    )


def _lifecycle(days: int) -> _Plan.LifecycleResourceTypeProperty:
    return _Plan.LifecycleResourceTypeProperty(delete_after_days=days)
