"""What is traced, and which traces are counted."""

from collections.abc import Mapping

from constructs import Construct
from constructs.event_rule import event_rule
from constructs.resource_batch import add_resources
from constructs.tracing import sampling_rule, trace_group, transaction_search

from stacks.plan_stack import PlanStack, region_suffix
from tocsin.plan import Plan, Severity, TracingSpec


class TracingStack(PlanStack):
    """What AWS X-Ray samples, groups and writes, and who hears of insights into groups."""

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
        spans = (
            []
            if spec.indexed_percent is None
            else transaction_search(
                spec.spans_policy, spec.indexed_percent, self.target_environment
            )
        )
        add_resources(
            self,
            [
                *spans,
                *map(sampling_rule, spec.rules),
                *map(trace_group, spec.groups),
                *(
                    event_rule(each, topic_arns[each.severity], self.target_environment)
                    for each in spec.events
                ),
            ],
        )
