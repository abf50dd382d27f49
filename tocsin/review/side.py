"""One of the two assemblies, with what several comparisons ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.checks import Subject, times_to_page
from tocsin.simulation import CompositeTree, recipients_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly import Alarm, Resource
    from tocsin.delivery import Recipient
    from tocsin.on_call import Severity
    from tocsin.simulation import DeployedAlarm, NotEvaluated
    from tocsin.timing import TimeToPage

_SERVICE_TAG = "tocsin:service"


@dataclass(frozen=True, kw_only=True, eq=False)
class Reach:
    """Who is told when an alarm fires.

    Attributes:
        people: People who are told for certain, as far as templates show it.
        perhaps: Others who may be people, or may be told.
        programs: What else is started, by what does it.
    """

    people: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()

    @property
    def is_nobody(self) -> bool:
        """Whether nobody is told, not even perhaps."""
        return not self.people and not self.perhaps


NOBODY = Reach()


@dataclass(frozen=True, kw_only=True, eq=False)
class Side:
    """An assembly as a review asks about it.

    Attributes:
        subject: The assembly, and what was computed of it.
    """

    subject: Subject

    @cached_property
    def alarms(self) -> Mapping[Resource, Alarm]:
        """Every metric, log and composite alarm."""
        return {each.resource: each.template_alarm for each in self.subject.alarms}

    @cached_property
    def deployed(self) -> Mapping[Resource, DeployedAlarm]:
        """The alarms that can be evaluated."""
        return {each.template_alarm.resource: each for each in self.subject.alarm_set}

    @cached_property
    def not_evaluated(self) -> Mapping[Resource, NotEvaluated]:
        """The alarms and mute rules of which their properties say why they cannot be evaluated."""
        found = self.subject.alarm_set.not_evaluated
        return {each.resource: each for each in found if each.resource is not None}

    def severity(self, alarm: Alarm) -> Severity | None:
        """Return how urgent an alarm is, also one that cannot be evaluated."""
        found = self.deployed.get(alarm.resource)
        if found is not None:
            return found.severity
        return self.subject.alarm_set.severity_rules.severity(alarm)

    def time_to_page(self, alarm: Alarm) -> TimeToPage | None:
        """Return how soon an alarm pages; None if that is not known."""
        return self.subject.memo(times_to_page).get(alarm.resource)

    def reach(self, alarm: Alarm) -> Reach:
        """Return who is told when an alarm fires, by it or by a composite alarm above it."""
        found = self.deployed.get(alarm.resource)
        if found is None:
            return NOBODY
        above = self._tree.above(found)
        senders = above if found.paged_by is not None else (found, *above)
        routes = self.subject.alarm_set.routes
        told = [to for each in senders for to in recipients_of(each, routes)]
        people = frozenset(_called(each) for each in told if each.pages)
        perhaps = frozenset(_called(each) for each in told if each.may_page and not each.pages)
        programs = frozenset(
            _called(each) for each in told if each.reader == "program" and each.status != "closed"
        )
        return Reach(people=people, perhaps=perhaps - people, programs=programs)

    @cached_property
    def _tree(self) -> CompositeTree:
        return CompositeTree(self.subject.alarm_set)


def service_of(tags: Mapping[str, str]) -> str:
    """Return the service that tags name, or nothing."""
    return tags.get(_SERVICE_TAG, "")


def _called(recipient: Recipient) -> str:
    """Call who is told as people do: `ana (email ana@example.com)`, `slack C0123`."""
    way = f"{recipient.protocol} {recipient.endpoint}"
    contact = recipient.turn.contact if recipient.turn is not None else ""
    if recipient.gathered is not None:
        contact = recipient.gathered.contact
    return f"{contact} ({way})" if contact else way
