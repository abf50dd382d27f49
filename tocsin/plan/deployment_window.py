"""A mute rule for once: a deployment, or work that nobody planned weeks ago."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tocsin.on_call import Severity
from tocsin.plan.maintenance import MOST_IN_A_RULE
from tocsin.plan.specs import AlarmSpec, CompositeSpec, Plan, qualified


@dataclass(frozen=True, slots=True, kw_only=True)
class MutedAlarms:
    """Alarms that one rule can mute.

    Attributes:
        rule: The rule's name.
        region: Where they are.
        alarms: Their names.
    """

    rule: str
    region: str
    alarms: tuple[str, ...]


def muted_alarms(
    plan: Plan, name: str, *, services: Collection[str], stays_on: Collection[Severity] = ()
) -> Iterator[MutedAlarms]:
    """Yield the alarms of some services of a stage, by Region, in parts that a rule takes.

    An alarm for which a composite alarm pages is muted with it, so that a chat is quiet too.

    Args:
        plan: The plan of the stage.
        name: What the rules are called behind system and stage.
        services: Whose alarms.
        stays_on: The severities of the alarms that tell people all the same.
    """
    every: Iterable[AlarmSpec | CompositeSpec] = (
        *plan.alarms,
        *(each for each in plan.composites if each.pages),
    )
    chosen = sorted(
        (
            (each.region, each.name)
            for each in every
            if each.service in services and each.severity not in stays_on
        ),
        key=lambda pair: (pair[0] != plan.region, pair),
    )
    for region, group in groupby(chosen, key=lambda pair: pair[0]):
        names = [each for _, each in group]
        for start in range(0, len(names), MOST_IN_A_RULE):
            number = (str(start // MOST_IN_A_RULE + 1),) if start else ()
            yield MutedAlarms(
                rule=qualified(plan.system, plan.stage, name, *number),
                region=region,
                alarms=tuple(names[start : start + MOST_IN_A_RULE]),
            )
