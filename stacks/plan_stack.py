"""What all stacks of a stage have in common."""

import aws_cdk as cdk
from constructs import Construct
from constructs.environment import Environment

from tocsin.plan import Plan, qualified


class PlanStack(cdk.Stack):
    """A stack of one stage, in an explicit account and region.

    Attributes:
        target_environment: Where it is deployed. `environment` is CDK's text of the same.
    """

    def __init__(
        self,
        scope: Construct,
        *name: str,
        plan: Plan,
        region: str,
        description: str,
    ) -> None:
        super().__init__(
            scope,
            stack_name(plan, *name),
            env=cdk.Environment(account=plan.account, region=region),
            description=description,
            termination_protection=plan.retain,
            tags={"tocsin:system": plan.system, "tocsin:stage": plan.stage},
        )
        self.target_environment = Environment(
            account=plan.account, region=region, retain=plan.retain
        )


def stack_name(plan: Plan, *parts: str) -> str:
    """Return the name of a stack, as `shop-prod-monitoring-checkout`."""
    return qualified(plan.system, plan.stage, *parts)


def region_suffix(plan: Plan, region: str) -> tuple[str, ...]:
    """Return what a name gets for being in *region*: nothing in the stage's own region."""
    return () if region == plan.region else (region,)
