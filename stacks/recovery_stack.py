"""Where copies of backups go."""

from constructs import Construct
from constructs.vault import Vault

from stacks.plan_stack import PlanStack
from tocsin.plan import Plan, VaultSpec


class RecoveryStack(PlanStack):
    """The vault in the recovery region, with its own key."""

    def __init__(self, scope: Construct, *, plan: Plan, vault: VaultSpec) -> None:
        super().__init__(
            scope,
            "recovery",
            plan=plan,
            region=vault.region,
            description=f"Copies of the backups of {plan.system} {plan.stage}, for recovery.",
        )
        Vault(self, "Vault", spec=vault, environment=self.target_environment)
