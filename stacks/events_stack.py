"""What people are told of the account by events of AWS."""

from collections.abc import Mapping

from constructs import Construct
from constructs.event_rule import event_rule, pattern_texts
from constructs.resource_batch import add_resources
from constructs.stored_parameters import declare_stored_parameters

from stacks.plan_stack import PlanStack, region_suffix
from tocsin.plan import EventsSpec, Plan, Severity


class EventsStack(PlanStack):
    """A rule for each kind of event, which sends it to the topic of its severity."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        spec: EventsSpec,
        topic_arns: Mapping[Severity, str],
    ) -> None:
        super().__init__(
            scope,
            "events",
            *region_suffix(plan, spec.region),
            plan=plan,
            region=spec.region,
            description=f"Tells people of events of AWS that concern {plan.system} {plan.stage}.",
        )
        declare_stored_parameters(
            self, (text for rule in spec.rules for text in pattern_texts(rule.pattern))
        )
        add_resources(
            self,
            [
                event_rule(each, topic_arns[each.severity], self.target_environment)
                for each in spec.rules
            ],
        )
