"""The alarms of one service."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from aws_cdk import aws_sns as sns
from constructs import Construct
from constructs.alarms import Alarms

from stacks.plan_stack import PlanStack, region_suffix
from stacks.shards import shards
from tocsin.plan import AlarmSpec, Plan, Severity


class MonitoringStack(PlanStack):
    """Alarms of one service in one region; a service never moves to another stack."""

    def __init__(
        self,
        scope: Construct,
        *name: str,
        plan: Plan,
        alarms: Sequence[AlarmSpec],
        topics: Mapping[Severity, sns.ITopic],
    ) -> None:
        first = alarms[0]
        super().__init__(
            scope,
            *name,
            plan=plan,
            region=first.region,
            description=f"Alarms of {first.service} of {plan.system} {plan.stage}.",
        )
        # CDK leaves this id out of logical ids, so that they read as the ids of the alarms.
        Alarms(self, "Default", alarms=alarms, topics=topics)


def monitoring_stacks(
    scope: Construct, *, plan: Plan, topics: Mapping[str, Mapping[Severity, sns.ITopic]]
) -> list[MonitoringStack]:
    """Return the stacks with all alarms of *plan*.

    Args:
        scope: Where they belong.
        plan: Whose alarms.
        topics: By region, what alarms of each severity notify.
    """
    return [
        MonitoringStack(scope, *name, plan=plan, alarms=alarms, topics=topics[alarms[0].region])
        for name, alarms in _divided(plan)
    ]


def _divided(plan: Plan) -> Iterator[tuple[tuple[str, ...], list[AlarmSpec]]]:
    """Yield the parts of each stack's name, and its alarms."""
    ordered = sorted(plan.alarms, key=lambda alarm: (alarm.service, alarm.region, alarm.id))
    for (service, region), group in groupby(ordered, key=lambda each: (each.service, each.region)):
        for number, alarms in shards(list(group)).items():
            shard = () if number == 1 else (str(number),)
            yield ("monitoring", service, *region_suffix(plan, region), *shard), alarms
