"""What is traced, and which traces are counted."""

from collections.abc import Mapping

from aws_cdk import aws_sns as sns
from constructs import Construct
from constructs.event_rule import event_rule
from constructs.tracing import sampling_rule, trace_group

from stacks.plan_stack import PlanStack
from tocsin.plan import Plan, Severity


class TracingStack(PlanStack):
    """Sampling rules and groups of AWS X-Ray, and who hears of insights into them."""

    def __init__(
        self, scope: Construct, *, plan: Plan, topics: Mapping[Severity, sns.ITopic]
    ) -> None:
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
        for event in plan.tracing.events:
            event_rule(self, event, topics[event.severity].topic_arn)
