"""Which alarms and rules publish to which topics of an assembly."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tocsin.assembly import EventRule, Resource
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.listed_names import counted
from tocsin.checks.subject import Subject


@dataclass(kw_only=True, eq=False)
class Publishers:
    """Who publishes to a topic, each once.

    Attributes:
        alarms: Alarms, by any of their actions.
        rules: Rules of EventBridge, by their targets.
    """

    alarms: dict[CheckedAlarm, None] = field(default_factory=dict)
    rules: dict[EventRule, None] = field(default_factory=dict)

    @property
    def counted(self) -> str:
        """How many there are, in words: `5 alarms and 1 rule`."""
        counts = [
            counted(len(each), noun)
            for each, noun in ((self.alarms, "alarm"), (self.rules, "rule"))
            if each
        ]
        return " and ".join(counts)

    @property
    def are_several(self) -> bool:
        """Whether more than one publishes."""
        return len(self.alarms) + len(self.rules) > 1

    @property
    def has_critical(self) -> bool:
        """Whether an alarm among them is critical because somebody has said so."""
        found = (each.deployed for each in self.alarms)
        return any(
            each is not None and each.severity == "critical" and not each.severity_is_guess
            for each in found
        )


def publishers(subject: Subject) -> Mapping[Resource, Publishers]:
    """Return who publishes to each topic, and to whatever else alarms act on by reference."""
    found: dict[Resource, Publishers] = {}
    for alarm in subject.alarms:
        template = alarm.template_alarm
        actions = (
            *template.alarm_actions,
            *template.ok_actions,
            *template.insufficient_data_actions,
        )
        for action in actions:
            if action.resource is not None:
                found.setdefault(action.resource, Publishers()).alarms[alarm] = None
    for rule in subject.assembly.event_rules:
        for target in rule.targets:
            if target.link.resource is not None:
                found.setdefault(target.link.resource, Publishers()).rules[rule] = None
    return found
