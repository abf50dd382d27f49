"""The alarms of each service, in the stacks that the plan divides them among."""

from collections.abc import Mapping, Sequence
from itertools import chain, groupby

from constructs import Construct
from constructs.alarms import alarm_of_everybody, alarm_resource
from constructs.composite_alarms import composite_resource
from constructs.mute_rules import maintenance_rule, mute_rules
from constructs.resource_batch import add_resources
from constructs.stored_parameters import declare_stored_parameters

from stacks.plan_stack import PlanStack
from tocsin.plan import (
    AlarmSpec,
    CompositeSpec,
    MaintenanceSpec,
    Plan,
    Severity,
    alarm_stack_name,
    dimension_values,
)

_Place = tuple[str, str, int]
"""A service, a Region, and the number of a stack."""


class MonitoringStack(PlanStack):
    """Alarms of one service in one region; an alarm never moves to another stack."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        alarms: Sequence[AlarmSpec],
        composites: Sequence[CompositeSpec],
        maintenance: Sequence[MaintenanceSpec],
        topic_arns: Mapping[Severity, str],
        fallback_arn: str | None,
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
        ids = {alarm.name: alarm.id for alarm in alarms}
        ids |= {composite.name: composite.id for composite in composites}
        add_resources(
            self,
            [
                *(
                    alarm_of_everybody(each, fallback_arn)
                    if each.tells_everybody and fallback_arn is not None
                    else alarm_resource(each, each.topic and topic_arns[each.topic])
                    for each in alarms
                ),
                *(composite_resource(each, topic_arns[each.severity], ids) for each in composites),
                *chain.from_iterable(map(mute_rules, alarms)),
                *(maintenance_rule(each, ids) for each in maintenance),
            ],
        )


def monitoring_stacks(
    scope: Construct,
    *,
    plan: Plan,
    topic_arns: Mapping[str, Mapping[Severity, str]],
    fallback_arns: Mapping[str, str],
) -> None:
    """Add the stacks with all alarms of *plan*.

    Args:
        scope: Where they belong.
        plan: Whose alarms.
        topic_arns: By region, what alarms of each severity notify.
        fallback_arns: By region, what alarms on the way to people notify, where it is built.
    """
    ordered = sorted(plan.alarms, key=lambda alarm: (*_service(alarm), alarm.stack, alarm.id))
    made: dict[_Place, MonitoringStack] = {}
    for (service, region), of_service in groupby(ordered, key=_service):
        previous: MonitoringStack | None = None
        for number, alarms in groupby(of_service, key=lambda alarm: alarm.stack):
            place = service, region, number
            stack = made[place] = MonitoringStack(
                scope,
                plan=plan,
                alarms=[*alarms],
                composites=[each for each in plan.composites if _place(each) == place],
                maintenance=[each for each in plan.maintenance if _place(each) == place],
                topic_arns=topic_arns[region],
                fallback_arn=fallback_arns.get(region),
            )
            # An alarm that is moved to a later stack is deleted before it is created there.
            if previous is not None:
                stack.add_stack_dependency(previous)
            previous = stack
    _order(made, plan.composites)


def _order(made: Mapping[_Place, MonitoringStack], composites: Sequence[CompositeSpec]) -> None:
    """Let stacks be deployed behind those with alarms that their composite alarms name."""
    places = {(each.region, each.name): _place(each) for each in composites}
    for each in composites:
        own = _place(each)
        for name in each.needs:
            other = places.get((each.region, name), own)
            if other != own:
                made[own].add_stack_dependency(made[other])


def _service(alarm: AlarmSpec) -> tuple[str, str]:
    return alarm.service, alarm.region


def _place(each: CompositeSpec | MaintenanceSpec) -> _Place:
    return each.service, each.region, each.stack
