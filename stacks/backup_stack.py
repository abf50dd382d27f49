"""What is backed up."""

from collections.abc import Mapping

from constructs import Construct
from constructs.backup_audit import BackupAudit
from constructs.backup_role import backup_role
from constructs.protection_plan import ProtectionPlan
from constructs.restore_tests import RestoreTests
from constructs.stored_parameters import declare_stored_parameters
from constructs.vault import Vault, vault_id

from stacks.plan_stack import PlanStack, region_suffix
from tocsin.plan import Plan, RegionalBackupSpec, Severity, construct_id


class BackupStack(PlanStack):
    """The vaults in one of the stage's regions, and the plans that fill them."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        spec: RegionalBackupSpec,
        topic_arns: Mapping[Severity, str],
    ) -> None:
        super().__init__(
            scope,
            "backup",
            *region_suffix(plan, spec.vault.region),
            plan=plan,
            region=spec.vault.region,
            description=f"Backups of {plan.system} {plan.stage}.",
        )
        arns = [arn for each in spec.plans for arn in each.arns]
        tested = spec.restore_tests.texts if spec.restore_tests is not None else ()
        reported = [spec.audit.bucket] if spec.audit is not None else []
        declare_stored_parameters(self, [*spec.arns, *reported, *tested])
        if spec.audit is not None:
            BackupAudit(self, "Audit", spec=spec.audit)
        vaults = {
            each.name: Vault(
                self,
                vault_id(each),
                spec=each,
                topic_arns=topic_arns,
                environment=self.target_environment,
                recovery=spec.recovery if each is spec.vault else None,
            )
            for each in spec.vaults
        }
        vault_names = {name: vault.vault_name for name, vault in vaults.items()}
        by_tags = any(each.tagged for each in spec.plans)
        role_arn = backup_role(self, arns, by_tags=by_tags) if spec.plans else ""
        for each in spec.plans:
            ProtectionPlan(
                self,
                construct_id(each.id),
                spec=each,
                vault_names=vault_names,
                role_arn=role_arn,
                environment=self.target_environment,
            )
        if spec.restore_tests is not None:
            RestoreTests(
                self,
                "RestoreTests",
                spec=spec.restore_tests,
                vault_arns={name: vault.vault_arn for name, vault in vaults.items()},
                environment=self.target_environment,
            )
