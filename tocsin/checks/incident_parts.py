"""The functions of incidents around machines that page, found by what they read and start."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tocsin.assembly import (
    Alarm,
    EventRule,
    EventSourceMapping,
    EventTarget,
    Queue,
    Resource,
    Topic,
    TypedResource,
)
from tocsin.checks.subject import Subject
from tocsin.delivery import Obstacle, Paging, Ways, fallback_of, routes_of, variables_of
from tocsin.escalation import EscalationMachine

_SCHEDULES = "AWS::Scheduler::Schedule"
_PROBE = "PROBE_TOPIC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A function that makes incidents of the messages of a queue.

    Attributes:
        queue: The queue.
        mapping: What brings its messages to the function.
        function: The function.
    """

    queue: Queue
    mapping: EventSourceMapping
    function: TypedResource


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWay:
    """A way by which alarms come to a function beside their notifications.

    Attributes:
        rule: The rule that hears of the alarms.
        target: Its target.
        queue: The queue in which they wait.
        mapping: What brings them to the function.
        function: The function, which tells everybody.
    """

    rule: EventRule
    target: EventTarget
    queue: Queue
    mapping: EventSourceMapping
    function: TypedResource


@dataclass(frozen=True, kw_only=True, eq=False)
class IncidentParts:
    """The parts of an assembly.

    Attributes:
        subject: The assembly.
    """

    subject: Subject

    @property
    def ways(self) -> Ways:
        """The ways of the assembly."""
        return self.subject.alarm_set.routes.ways

    @property
    def paging(self) -> Paging:
        """What is known of machines and functions."""
        return self.ways.paging

    @cached_property
    def topics(self) -> dict[Resource, Topic]:
        """The topics by their resources."""
        return {each.resource: each for each in self.subject.assembly.topics}

    @cached_property
    def intakes(self) -> tuple[Intake, ...]:
        """What reads a queue that a topic fills, and has routes to machines."""
        heard = {
            each.endpoint.resource
            for each in self.subject.assembly.subscriptions
            if each.protocol == "sqs"
        }
        return tuple(
            Intake(queue=queue, mapping=mapping, function=function)
            for queue in self.subject.assembly.queues
            if queue.resource in heard
            for mapping, function in self.paging.readers(queue.resource)
            if routes_of(function)
        )

    @cached_property
    def other_ways(self) -> tuple[OtherWay, ...]:
        """What hears of alarms by rules and queues, and can tell everybody."""
        queues = {each.resource: each for each in self.subject.assembly.queues}
        return tuple(
            OtherWay(rule=rule, target=target, queue=queue, mapping=mapping, function=function)
            for rule in self.subject.assembly.event_rules
            for target in rule.targets
            if target.link.resource is not None
            if (queue := queues.get(target.link.resource)) is not None
            for mapping, function in self.paging.readers(queue.resource)
            if fallback_of(function) is not None
        )

    @cached_property
    def digests(self) -> tuple[TypedResource, ...]:
        """The functions that tell digests, as far as the templates have them."""
        functions = self.subject.assembly.typed(TypedResource, "AWS::Lambda::Function")
        run = {each.function.resource for each in self.ways.digests}
        return tuple(each for each in functions if each.resource in run)

    def intakes_of(self, machine: EscalationMachine) -> tuple[Intake, ...]:
        """Return the functions that start a machine."""
        target = machine.machine.resource
        return tuple(each for each in self.intakes if _starts(each.function, target))

    def other_ways_of(self, machine: EscalationMachine) -> tuple[OtherWay, ...]:
        """Return the other ways that are about the topic of a machine."""
        return tuple(
            each
            for each in self.other_ways
            if any(
                each.function.link_to(topic).leads_where(machine.topic)
                for topic in routes_of(each.function)
            )
        )

    def sweeps_of(self, machine: EscalationMachine) -> tuple[TypedResource, ...]:
        """Return the functions that send a probe to a machine, not those of another Region."""
        target = machine.machine.resource
        functions = self.subject.assembly.typed(TypedResource, "AWS::Lambda::Function")
        return tuple(
            each for each in functions if _PROBE in variables_of(each) and _starts(each, target)
        )

    def pages_of(self, machine: EscalationMachine) -> tuple[TypedResource, ...]:
        """Return the functions that page for a machine, as far as the templates have them."""
        functions = self.subject.assembly.typed(TypedResource, "AWS::Lambda::Function")
        targets = {link.resource for link in machine.page_functions}
        return tuple(each for each in functions if each.resource in targets)

    def notifying(self, machine: EscalationMachine) -> tuple[Alarm, ...]:
        """Return the alarms that notify the topic of a machine."""
        return tuple(
            each.template_alarm
            for each in self.subject.alarms
            if each.template_alarm.actions_enabled
            if any(
                action.leads_where(machine.topic) for action in each.template_alarm.alarm_actions
            )
        )

    def telling_everybody(
        self, function: TypedResource, machine: EscalationMachine
    ) -> Iterator[tuple[str, Obstacle | None]]:
        """Yield why a function cannot tell everybody of whom a machine knows."""
        named = fallback_of(function)
        if named is None:
            return
        if not named.leads_where(machine.fallback):
            yield f"its FALLBACK_TOPIC is {named.arn}, and everybody hears {_name(machine)}", None
            return
        topic = self.topics.get(named.resource) if named.resource else None
        for each in self.paging.publishing(function, topic) if topic else ():
            if each.is_closed:
                yield each.why, each

    def schedules(self, function: TypedResource) -> Iterator[TypedResource]:
        """Yield the schedules that run a function."""
        for each in self.subject.assembly.typed(TypedResource, _SCHEDULES):
            if each.link_to(each.mapping("Target").get("Arn")).resource is function.resource:
                yield each


def incident_parts(subject: Subject) -> IncidentParts:
    """Return the parts of an assembly."""
    return IncidentParts(subject=subject)


def first_closed(obstacles: Iterable[Obstacle]) -> Obstacle | None:
    """Return the first obstacle that is closed."""
    return next((each for each in obstacles if each.is_closed), None)


def _starts(function: TypedResource, machine: Resource) -> bool:
    return any(
        function.link_to(route.get("machine")).resource is machine
        for route in routes_of(function).values()
    )


def _name(machine: EscalationMachine) -> str:
    return machine.fallback.resource.name if machine.fallback.resource else machine.fallback.arn
