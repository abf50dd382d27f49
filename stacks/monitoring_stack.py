"""The alarms of each service, divided among stacks before CloudFormation's limits are reached."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from aws_cdk import aws_sns as sns
from constructs import Construct
from constructs.alarms import Alarms, alarm_properties
from constructs.stored_parameters import declare_stored_parameters

from stacks.plan_stack import PlanStack, region_suffix
from tocsin.plan import AlarmSpec, Plan, Severity


class Load(NamedTuple):
    """What alarms take up of a template."""

    resources: int
    characters: int


LIMIT = Load(resources=400, characters=600_000)
"""CloudFormation allows 500 resources and 1 MB in a template.

Both leave room: the characters are those of compact JSON, which the indentation of a
template lengthens by up to a half.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""


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
        declare_stored_parameters(
            self,
            (
                value
                for alarm in alarms
                for metric in alarm.series.metrics
                for _, value in metric.dimensions
            ),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    alarm: AlarmSpec
    digest: int
    characters: int


def shards(alarms: Sequence[AlarmSpec], limit: Load = LIMIT) -> dict[int, list[AlarmSpec]]:
    """Return *alarms* by the number, from 1, of the stack that they belong to.

    The number of shards is the smallest power of two with which each fits. An alarm's shard
    follows from its id alone, so that an alarm that comes or goes moves no other, unless the
    number of shards changes; then half of the alarms of each shard stay.
    """
    weighed = [_weigh(alarm) for alarm in alarms]
    count = 1
    while count < len(weighed) and not _fits(weighed, count, limit):
        count *= 2
    divided: dict[int, list[AlarmSpec]] = {}
    for item in weighed:
        divided.setdefault(item.digest % count + 1, []).append(item.alarm)
    return dict(sorted(divided.items()))


def _fits(weighed: list[_Weighed], count: int, limit: Load) -> bool:
    loads = [[0, 0] for _ in range(count)]
    for item in weighed:
        load = loads[item.digest % count]
        load[0] += 1
        load[1] += item.characters
    return all(used <= allowed for load in loads for used, allowed in zip(load, limit, strict=True))


def _weigh(alarm: AlarmSpec) -> _Weighed:
    text = json.dumps(alarm_properties(alarm))
    return _Weighed(
        alarm=alarm,
        digest=int.from_bytes(sha256(alarm.id.encode()).digest()),
        characters=len(text),
    )
