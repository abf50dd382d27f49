"""The composite alarms that can be read, with their rules, by place and name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.assembly import Environment
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.evaluation import CompositeAlarm

Place = tuple[Environment, str]
"""Where an alarm is, and its name there."""


@dataclass(frozen=True, slots=True)
class ReadComposite:
    """A composite alarm whose rule can be read.

    Attributes:
        alarm: It as its template has it.
        definition: What is evaluated.
    """

    alarm: CheckedAlarm
    definition: CompositeAlarm

    @property
    def environment(self) -> Environment:
        """Where it and its children are."""
        return self.alarm.resource.stack.environment

    @property
    def place(self) -> Place:
        """Where it is, and its name there."""
        return self.environment, self.alarm.template_alarm.name

    def children(self) -> Iterator[Place]:
        """Yield the places of the alarms that its rule names."""
        for name in self.definition.rule.alarm_names:
            yield self.environment, name


def composites(subject: Subject) -> dict[Place, ReadComposite]:
    """Return the composite alarms that can be read; to be asked for by a subject's memo."""
    found = (
        ReadComposite(alarm, alarm.deployed.definition)
        for alarm in subject.alarms
        if alarm.deployed is not None and isinstance(alarm.deployed.definition, CompositeAlarm)
    )
    return {each.place: each for each in found}


def alarms_by_place(subject: Subject) -> dict[Place, CheckedAlarm]:
    """Return every alarm by its place; to be asked for by a subject's memo."""
    return {
        (alarm.resource.stack.environment, alarm.template_alarm.name): alarm
        for alarm in reversed(subject.alarms)
    }


def by_environment(
    known: Mapping[Place, ReadComposite],
) -> dict[Environment, dict[str, ReadComposite]]:
    """Return composite alarms by their names, for each account and Region."""
    found: dict[Environment, dict[str, ReadComposite]] = {}
    for (environment, name), each in known.items():
        found.setdefault(environment, {})[name] = each
    return found
