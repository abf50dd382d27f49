"""The alarms of each service, in the stacks that the plan divides them among."""

from collections.abc import Mapping, Sequence
from itertools import chain, groupby

from constructs import Construct
from constructs.alarms import alarm_resource
from constructs.mute_rules import mute_rules
from constructs.resource_batch import add_resources
from constructs.stored_parameters import declare_stored_parameters

from stacks.plan_stack import PlanStack
from tocsin.plan import AlarmSpec, Plan, Severity, alarm_stack_name, dimension_values


class MonitoringStack(PlanStack):
    """Alarms of one service in one region; an alarm never moves to another stack."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        alarms: Sequence[AlarmSpec],
        topic_arns: Mapping[Severity, str],
    ) -> None:
        first = alarms[0]
        super().__init__(
            scope,
            *alarm_stack_name(first.service, first.stack, region=first.region, home=plan.region),
            plan=plan,
            region=first.region,
            description=f"Alarms of {first.service} of {plan.system} {plan.stage}.",
        )
        declare_stored_parameters(self, dimension_values(alarms))
        rules = chain.from_iterable(map(mute_rules, alarms))
        add_resources(
            self,
            [*(alarm_resource(each, topic_arns[each.severity]) for each in alarms), *rules],
        )


def monitoring_stacks(
    scope: Construct, *, plan: Plan, topic_arns: Mapping[str, Mapping[Severity, str]]
) -> None:
    """Add the stacks with all alarms of *plan*.

    Args:
        scope: Where they belong.
        plan: Whose alarms.
        topic_arns: By region, what alarms of each severity notify.
    """
    ordered = sorted(plan.alarms, key=lambda alarm: (*_service(alarm), alarm.stack, alarm.id))
    for (_, region), of_service in groupby(ordered, key=_service):
        previous: MonitoringStack | None = None
        for _, alarms in groupby(of_service, key=lambda alarm: alarm.stack):
            stack = MonitoringStack(
                scope, plan=plan, alarms=[*alarms], topic_arns=topic_arns[region]
            )
            # An alarm that is moved to a later stack is deleted before it is created there.
            if previous is not None:
                stack.add_stack_dependency(previous)
            previous = stack


def _service(alarm: AlarmSpec) -> tuple[str, str]:
    return alarm.service, alarm.region
