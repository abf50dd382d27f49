"""Which composite alarms stand above an alarm: they may tell people in its place."""

from tocsin.assembly import Environment
from tocsin.evaluation import CompositeAlarm
from tocsin.simulation.alarm_set import AlarmSet, DeployedAlarm

_Place = tuple[Environment, str]
"""Where an alarm is, and its name there."""


class CompositeTree:
    """The rules of all composite alarms of an assembly, from the bottom up."""

    def __init__(self, alarms: AlarmSet) -> None:
        self._parents: dict[_Place, list[DeployedAlarm]] = {}
        for each in alarms.composite_alarms.values():
            assert isinstance(each.definition, CompositeAlarm)
            for name in each.definition.rule.alarm_names:
                self._parents.setdefault((each.environment, name), []).append(each)

    def above(self, alarm: DeployedAlarm) -> tuple[DeployedAlarm, ...]:
        """Return the composite alarms whose rules lead to an alarm, through others too."""
        found: dict[str, DeployedAlarm] = {}
        waiting = [alarm]
        while waiting:
            child = waiting.pop()
            for each in self._parents.get((child.environment, child.template_alarm.name), ()):
                if each.name not in found:
                    found[each.name] = each
                    waiting.append(each)
        return tuple(found.values())
