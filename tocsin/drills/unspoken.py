"""Alarms that a drill's data reach, that are not evaluated, and of which the drill does not speak.

Such an alarm decides no outcome: a drill of a threshold says nothing of a band on the same metric.
It does where the drill forbids what the alarm might send, and where a composite alarm of which the
drill speaks rests on it.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from tocsin.drills.drill import Drill
from tocsin.evaluation import CompositeAlarm
from tocsin.simulation import AlarmSet, NotEvaluated, Simulation


def needed(
    drill: Drill, simulation: Simulation, missing: Mapping[str, NotEvaluated]
) -> frozenset[str]:
    """Return the names of the alarms without whose evaluation a drill proves nothing.

    Args:
        drill: The drill.
        simulation: What became of its data.
        missing: The alarms that are not evaluated, by name.
    """
    alarms = simulation.alarms
    named = drill.named_alarms | {each.alarm for each in drill.expectations if each.alarm}
    found = set(named & missing.keys())
    reached = (
        drill.metric_alarms | drill.alarms_without_data | drill.evaluated_composites
    ) & missing.keys()
    if not reached:
        return frozenset(found)
    above = _composites_on(reached, alarms)
    found |= {name for name in reached if above[name] & named}
    for name in reached:
        senders = [alarms[each] for each in {name, *above[name]}]
        if any(
            each.rests_on(sender, alarms.routes)
            for each in drill.expectations
            for sender in senders
        ):
            found.add(name)
    return frozenset(found)


def _composites_on(names: Iterable[str], alarms: AlarmSet) -> Mapping[str, AbstractSet[str]]:
    """Return the composite alarms whose rules lead to each of some alarms, through others too."""
    parents: dict[tuple[object, str], set[str]] = {}
    for composite in alarms.composite_alarms.values():
        assert isinstance(composite.definition, CompositeAlarm)
        for child in composite.definition.rule.alarm_names:
            parents.setdefault((composite.environment, child), set()).add(composite.name)
    found: dict[str, set[str]] = {}
    for name in names:
        above: set[str] = set()
        edge = {name}
        while edge:
            keys = [(alarms[each].environment, alarms[each].template_alarm.name) for each in edge]
            edge = {parent for key in keys for parent in parents.get(key, ())} - above
            above |= edge
        found[name] = above
    return found
