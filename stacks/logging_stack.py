"""What is logged, counted and asked."""

from constructs import Construct
from constructs.policies import log_key_statement
from constructs.service_log import ServiceLog
from constructs.stage_key import stage_key

from stacks.plan_stack import PlanStack, stack_name
from tocsin.plan import Plan, construct_id


class LoggingStack(PlanStack):
    """Log groups with their retention, metric filters and saved queries."""

    def __init__(self, scope: Construct, *, plan: Plan) -> None:
        super().__init__(
            scope,
            "logging",
            plan=plan,
            region=plan.region,
            description=f"Log groups, metric filters and queries of {plan.system} {plan.stage}.",
        )
        key_arn = self._key_arn(plan)
        for group in plan.log_groups:
            ServiceLog(
                self,
                construct_id(group.id),
                spec=group,
                key_arn=key_arn,
                environment=self.target_environment,
            )

    def _key_arn(self, plan: Plan) -> str | None:
        """Return the key of the log groups that are made here, if there are any."""
        if all(group.retention_days is None for group in plan.log_groups):
            return None
        return stage_key(
            self,
            name=stack_name(plan, "logging"),
            purpose="Encrypts the log groups.",
            environment=self.target_environment,
            statements=[log_key_statement(self.target_environment)],
        )
