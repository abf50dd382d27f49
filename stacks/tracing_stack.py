"""What is traced, and which traces are counted."""

from collections.abc import Mapping

from constructs import Construct
from constructs.event_rule import event_rule
from constructs.resource_batch import add_resources
from constructs.tracing import sampling_rule, trace_group

from stacks.plan_stack import PlanStack, region_suffix
from tocsin.plan import Plan, Severity, TracingSpec


class TracingStack(PlanStack):
    """Sampling rules and groups of AWS X-Ray, and who hears of insights into them."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        spec: TracingSpec,
        topic_arns: Mapping[Severity, str],
    ) -> None:
        super().__init__(
            scope,
            "tracing",
            *region_suffix(plan, spec.region),
            plan=plan,
            region=spec.region,
            description=f"Which requests of {plan.system} {plan.stage} are traced and grouped.",
        )
        add_resources(
            self,
            [
                *map(sampling_rule, spec.rules),
                *map(trace_group, spec.groups),
                *(
                    event_rule(each, topic_arns[each.severity], self.target_environment)
                    for each in spec.events
                ),
            ],
        )
