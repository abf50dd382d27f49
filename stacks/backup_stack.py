"""What is backed up."""

from collections.abc import Mapping

from aws_cdk import aws_sns as sns
from constructs import Construct
from constructs.backup_role import backup_role
from constructs.protection_plan import ProtectionPlan
from constructs.stored_parameters import declare_stored_parameters
from constructs.vault import Vault

from stacks.plan_stack import PlanStack
from tocsin.plan import BackupSpec, Plan, Severity, construct_id


class BackupStack(PlanStack):
    """The vault in the stage's region, and the plans that fill it."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        spec: BackupSpec,
        topics: Mapping[Severity, sns.ITopic],
    ) -> None:
        super().__init__(
            scope,
            "backup",
            plan=plan,
            region=spec.vault.region,
            description=f"Backups of {plan.system} {plan.stage}.",
        )
        arns = [arn for each in spec.plans for arn in each.arns]
        declare_stored_parameters(self, arns)
        vault = Vault(
            self,
            "Vault",
            spec=spec.vault,
            topics=topics,
            environment=self.target_environment,
        ).vault
        role = backup_role(self, arns)
        for each in spec.plans:
            ProtectionPlan(
                self,
                construct_id(each.id),
                spec=each,
                vault_name=vault.ref,
                role_arn=role.role_arn,
                environment=self.target_environment,
            )
