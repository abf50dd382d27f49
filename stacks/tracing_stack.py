"""What is traced, and which traces are counted."""

from constructs import Construct
from constructs.tracing import sampling_rule, trace_group

from stacks.plan_stack import PlanStack
from tocsin.plan import Plan


class TracingStack(PlanStack):
    """Sampling rules and groups of AWS X-Ray."""

    def __init__(self, scope: Construct, *, plan: Plan) -> None:
        super().__init__(
            scope,
            "tracing",
            plan=plan,
            region=plan.region,
            description=f"Which requests of {plan.system} {plan.stage} are traced and grouped.",
        )
        for rule in plan.tracing.rules:
            sampling_rule(self, rule)
        for group in plan.tracing.groups:
            trace_group(self, group)
