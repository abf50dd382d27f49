"""The queues in which a Region hears the pulses of others."""

from collections.abc import Sequence

from constructs import Construct
from constructs.pulse import pulse_queues
from constructs.resource_batch import add_resources

from stacks.plan_stack import PlanStack, region_suffix
from tocsin.plan import Plan, PulseSpec


class PulseStack(PlanStack):
    """A queue for each Region whose monitoring is watched from this one."""

    def __init__(
        self, scope: Construct, *, plan: Plan, region: str, pulses: Sequence[PulseSpec]
    ) -> None:
        super().__init__(
            scope,
            "pulse",
            *region_suffix(plan, region),
            plan=plan,
            region=region,
            description=f"Hears whether monitoring of {plan.system} {plan.stage} lives elsewhere.",
        )
        add_resources(self, pulse_queues(pulses, self.target_environment))
