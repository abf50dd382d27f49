"""Where copies of backups go."""

from collections.abc import Mapping

from constructs import Construct
from constructs.stored_parameters import declare_stored_parameters
from constructs.vault import Vault

from stacks.plan_stack import PlanStack
from tocsin.plan import Plan, Severity, VaultSpec


class RecoveryStack(PlanStack):
    """The vault in the recovery region, with its own key."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        vault: VaultSpec,
        topic_arns: Mapping[Severity, str],
    ) -> None:
        super().__init__(
            scope,
            "recovery",
            plan=plan,
            region=vault.region,
            description=f"Copies of the backups of {plan.system} {plan.stage}, for recovery.",
        )
        looked_at = vault.age_check.resources if vault.age_check is not None else ()
        declare_stored_parameters(self, (arn for _, arn in looked_at))
        Vault(self, "Vault", spec=vault, topic_arns=topic_arns, environment=self.target_environment)
