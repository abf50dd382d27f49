"""Who reads the alarms of an assembly beside their own actions."""

from collections.abc import Mapping
from functools import cached_property

from tocsin.assembly import Alarm, Assembly, Resource
from tocsin.checks.alarm_readers.mentions import mentions, shown_alarms
from tocsin.checks.alarm_readers.reader import AlarmReader
from tocsin.checks.alarm_readers.rules import AlarmRules
from tocsin.checks.subject import Subject
from tocsin.simulation import EventRules


class AlarmReaders:
    """Finds what acts on the state of an alarm; nothing is looked for before somebody asks."""

    def __init__(self, assembly: Assembly, event_rules: EventRules) -> None:
        self._assembly = assembly
        self._event_rules = event_rules

    def of(self, alarm: Alarm) -> AlarmReader | None:
        """Return what reads an alarm: for certain, or else perhaps; None if nothing does."""
        mention = self._mentions.get(alarm.resource)
        if mention is not None and mention.is_certain:
            return mention
        rule = self._rules.reader(alarm)
        return rule if rule is not None and rule.is_certain else mention or rule

    def shown_by(self, alarm: Alarm) -> str:
        """Return the dashboard that shows an alarm to whoever looks; empty if none does."""
        return self._shown.get(alarm.resource, "")

    @cached_property
    def _shown(self) -> Mapping[Resource, str]:
        return shown_alarms(self._assembly)

    @cached_property
    def _mentions(self) -> Mapping[Resource, AlarmReader]:
        return mentions(self._assembly)

    @cached_property
    def _rules(self) -> AlarmRules:
        return AlarmRules(self._event_rules)


def readers_of_alarms(subject: Subject) -> AlarmReaders:
    """Return who reads the alarms of a subject; to be asked for by its memo."""
    return AlarmReaders(subject.assembly, subject.alarm_set.event_rules)
