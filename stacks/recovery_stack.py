"""Where copies of backups go."""

from collections.abc import Mapping, Sequence

from constructs import Construct
from constructs.restore_tests import RestoreTests
from constructs.stored_parameters import declare_stored_parameters
from constructs.vault import Vault, vault_id

from stacks.plan_stack import PlanStack
from tocsin.plan import Plan, RestoreTestsSpec, Severity, VaultSpec


class RecoveryStack(PlanStack):
    """The vaults in the recovery region, each with its own key, and the tests of their copies."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        vaults: Sequence[VaultSpec],
        restore_tests: RestoreTestsSpec | None,
        topic_arns: Mapping[Severity, str],
    ) -> None:
        super().__init__(
            scope,
            "recovery",
            plan=plan,
            region=vaults[0].region,
            description=f"Copies of the backups of {plan.system} {plan.stage}, for recovery.",
        )
        checks = (each.age_check for each in vaults if each.age_check is not None)
        aged = (arn for check in checks for _, arn in check.resources)
        tested = restore_tests.texts if restore_tests is not None else ()
        declare_stored_parameters(self, [*aged, *tested])
        vault_arns = {
            each.name: Vault(
                self,
                vault_id(each),
                spec=each,
                topic_arns=topic_arns,
                environment=self.target_environment,
            ).vault_arn
            for each in vaults
        }
        if restore_tests is not None:
            RestoreTests(
                self,
                "RestoreTests",
                spec=restore_tests,
                vault_arns=vault_arns,
                environment=self.target_environment,
            )
