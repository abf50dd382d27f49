"""Machines of an assembly that page tier after tier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tocsin.assembly import Assembly, Link, StateMachine
from tocsin.escalation.course import Course, course_of
from tocsin.escalation.difference import differences
from tocsin.escalation.fault import Fault
from tocsin.on_call import Policy, PolicyDocumentError, Severity, leads_to, read_policy_document

_FORMATS = "tocsin/escalation/"


@dataclass(frozen=True, kw_only=True, eq=False)
class EscalationMachine:
    """A machine that pages about the incidents of a severity.

    Attributes:
        machine: As its template has it.
        policy: The policy that it has as data.
        policy_state: The name of the state that has it.
    """

    machine: StateMachine
    policy: Policy
    policy_state: str

    @property
    def severity(self) -> Severity:
        """Which incidents it is for."""
        return self.policy.severity

    @cached_property
    def course(self) -> Course:
        """What its states do while nobody answers."""
        return course_of(self.machine.definition, self.machine.states, self._is_fallback)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Where its states do not do what its policy says."""
        return (*self.course.faults, *differences(self.machine, self.policy, self.course))

    @cached_property
    def topic(self) -> Link:
        """The topic of the severity, which alarms notify."""
        return self.machine.link_to(self.policy.topic)

    @cached_property
    def fallback(self) -> Link:
        """The topic that tells everybody."""
        return self.machine.link_to(self.policy.fallback)

    @cached_property
    def contacts(self) -> Mapping[str, Link]:
        """The topic of each contact that it pages, by the contact's name."""
        return {name: self.machine.link_to(arn) for name, arn in self.policy.contacts.items()}

    @cached_property
    def page_functions(self) -> tuple[Link, ...]:
        """The functions that page, each once."""
        names = dict.fromkeys(step.function for step in self.course.steps)
        return tuple(map(self.machine.link_to, names))

    @cached_property
    def paged(self) -> tuple[str, ...]:
        """The contacts that its states may ever page, in the order of their tiers."""
        tiers = self.policy.tiers
        found = (
            name
            for step in self.course.steps
            if step.tier < len(tiers)
            for recipient in tiers[step.tier].recipients
            for name in leads_to(recipient, self.policy.rotations)
        )
        return tuple(name for name in dict.fromkeys(found) if name in self.policy.contacts)

    def _is_fallback(self, topic: str) -> bool:
        link = self.machine.link_to(topic)
        if link.resource is not None:
            return link.resource is self.fallback.resource
        return topic == self.policy.fallback


def machines_of(assembly: Assembly) -> tuple[EscalationMachine, ...]:
    """Return the machines of an assembly whose policy can be read."""
    return tuple(each for each in _read(assembly) if isinstance(each, EscalationMachine))


def unreadable_policies(assembly: Assembly) -> tuple[tuple[StateMachine, str], ...]:
    """Return the machines that have a policy which cannot be read, each with the reason."""
    return tuple(each for each in _read(assembly) if isinstance(each, tuple))


def _read(assembly: Assembly) -> Iterator[EscalationMachine | tuple[StateMachine, str]]:
    for machine in assembly.state_machines:
        for name, document in _policies(machine):
            try:
                policy = read_policy_document(document)
            except PolicyDocumentError as error:
                yield machine, error.what
            else:
                yield EscalationMachine(machine=machine, policy=policy, policy_state=name)


def _policies(machine: StateMachine) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what a machine has as its policy: the first, by which it then pages."""
    for name, state in machine.states.items():
        assigned = state.get("Assign")
        document = assigned.get("policy") if isinstance(assigned, dict) else None
        if isinstance(document, dict) and str(document.get("format")).startswith(_FORMATS):
            yield name, document
            return
