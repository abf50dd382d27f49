"""What is traced, and which traces are counted."""

from collections.abc import Mapping

from constructs import Construct
from constructs.event_rule import event_rule
from constructs.resource_batch import add_resources
from constructs.tracing import sampling_rule, trace_group

from stacks.plan_stack import PlanStack
from tocsin.plan import Plan, Severity


class TracingStack(PlanStack):
    """Sampling rules and groups of AWS X-Ray, and who hears of insights into them."""

    def __init__(self, scope: Construct, *, plan: Plan, topic_arns: Mapping[Severity, str]) -> None:
        super().__init__(
            scope,
            "tracing",
            plan=plan,
            region=plan.region,
            description=f"Which requests of {plan.system} {plan.stage} are traced and grouped.",
        )
        add_resources(
            self,
            [
                *map(sampling_rule, plan.tracing.rules),
                *map(trace_group, plan.tracing.groups),
                *(event_rule(each, topic_arns[each.severity]) for each in plan.tracing.events),
            ],
        )
