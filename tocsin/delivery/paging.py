"""From a queue of incidents to people by turns: function, machine, topics of contacts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tocsin.assembly import EventSourceMapping, Link, Queue, Resource, Topic, TypedResource
from tocsin.delivery.digest_hops import DigestHops
from tocsin.delivery.function import FUNCTION_TYPES
from tocsin.delivery.incident_function import IncidentFunctions, routes_of
from tocsin.delivery.mapping import mapping_obstacles
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.presence import presence_obstacles
from tocsin.delivery.recipient import Gathered, Recipient, Turn
from tocsin.delivery.roles import Roles
from tocsin.delivery.texts import arn_of
from tocsin.escalation import EscalationMachine, ScheduledDigest, digests_of, machines_of
from tocsin.on_call import SEVERITIES

_MACHINES = (
    "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html"
    "#connect-wait-token"
)
_DECRYPTING = ("kms:Decrypt",)
_READING = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
Listening = Callable[[Link], Iterable[Recipient]]
"""Gives who listens to a topic, whoever publishes to it."""


@dataclass(frozen=True, kw_only=True)
class Paging:
    """The machines of an assembly that page, and the ways into and out of them.

    Attributes:
        policies: The policies of the assembly.
        listening: Gives who listens to a topic.
    """

    policies: Policies
    listening: Listening

    def behind(self, queue: Resource, topic: Link, *, is_raw: bool) -> Iterator[Recipient]:
        """Yield whom messages of a topic page that are put into a queue.

        Args:
            queue: The queue.
            topic: The topic that it hears.
            is_raw: Whether messages come without what says which topic they are of.
        """
        for mapping in self._mappings.get(queue, ()):
            function = self._functions.get(mapping.function.resource)
            named = None if is_raw else topic
            if function is not None and named is not None:
                yield from self._digested(mapping, function, queue, named)
            machine = None if function is None else self._machine(function, named)
            if function is None or machine is None:
                continue
            before = (
                *self._reading(mapping, function, queue, topic),
                *self._starting(function, machine),
            )
            for recipient in self.of_machine(machine):
                yield recipient.behind(before)

    def _digested(
        self, mapping: EventSourceMapping, function: TypedResource, queue: Resource, topic: Link
    ) -> Iterator[Recipient]:
        """Yield whom a digest tells of messages that a function gathers."""
        gathers = any(
            route.get("digest") is True and function.link_to(name).leads_where(topic)
            for name, route in routes_of(function).items()
        )
        for digest in self.digests if gathers else ():
            if not digest.topic.leads_where(topic):
                continue
            before = tuple(self._reading(mapping, function, queue, topic))
            yield from (each.behind(before) for each in self.of_digest(digest))

    def of_digest(self, digest: ScheduledDigest) -> Iterator[Recipient]:
        """Yield whom a digest tells, each reader at each address."""
        telling = tuple(self._digest.telling(digest))
        for name, contact in digest.contacts.items():
            before = (*telling, *self._digest.publishing(digest, contact))
            for recipient in self.listening(contact):
                gathered = Gathered(contact=name, digest=digest)
                yield replace(recipient.behind(before), gathered=gathered)

    def of_machine(self, machine: EscalationMachine) -> Iterator[Recipient]:
        """Yield whom a machine pages by turns, each contact at each of its addresses."""
        whole = tuple(_incomplete(machine))
        for name in machine.paged:
            before = (*whole, *self._paging(machine, machine.contacts[name]))
            yield from self._turns(machine, machine.contacts[name], name, before)

    def everybody(self, machine: EscalationMachine) -> tuple[Recipient, ...]:
        """Return whom a machine tells when nobody answers, or when it cannot page."""
        return tuple(self._everybody(machine))

    def _everybody(self, machine: EscalationMachine) -> Iterator[Recipient]:
        who, role = machine.machine.resource, machine.machine.role
        topic = self._topic(machine.fallback)
        before = () if topic is None else tuple(self._roles.publishing(role, topic, who))
        yield from self._turns(machine, machine.fallback, "", before)

    @cached_property
    def machines(self) -> tuple[EscalationMachine, ...]:
        """The machines of the assembly."""
        return machines_of(self.policies.assembly)

    @cached_property
    def digests(self) -> tuple[ScheduledDigest, ...]:
        """The digests of the assembly."""
        return digests_of(self.policies.assembly)

    def _turns(
        self, machine: EscalationMachine, topic: Link, contact: str, before: tuple[Obstacle, ...]
    ) -> Iterator[Recipient]:
        for recipient in self.listening(topic):
            found = recipient.behind(before)
            turn = Turn(contact=contact, machine=machine, own=found.obstacles)
            yield replace(found, turn=turn)

    def _machine(self, function: TypedResource, topic: Link | None) -> EscalationMachine | None:
        """Return the machine that a function starts for a topic.

        One that its routes do not name is paged about like the most urgent one, as the function
        does.
        """
        found: dict[int, EscalationMachine] = {}
        for name, route in routes_of(function).items():
            machine = self._by_resource.get(function.link_to(route.get("machine")).resource)
            if topic is not None and function.link_to(name).leads_where(topic):
                return machine
            if machine is not None:
                found[SEVERITIES.index(machine.severity)] = machine
        return found[min(found)] if found else None

    def _reading(
        self,
        mapping: EventSourceMapping,
        function: TypedResource,
        queue: Resource,
        topic: Link | None,
        part: str = "intake",
    ) -> Iterator[Obstacle]:
        yield from presence_obstacles(mapping.resource, Hop.READING, queue)
        read = self._queues.get(queue)
        yield from mapping_obstacles(mapping, function, read, topic)
        role = function.link("Role")
        for action in _READING:
            if found := self._roles.obstacle(role, action, arn_of(queue), function.resource):
                yield found
                break
        key = None if read is None else read.kms_key
        if key is not None:
            who = function.resource
            yield from self._roles.using_key(role, key, _DECRYPTING, who, Hop.QUEUE_KEY)
        yield from self._incidents.obstacles(function, part)

    def _starting(self, function: TypedResource, machine: EscalationMachine) -> Iterator[Obstacle]:
        target = machine.machine.resource
        yield from presence_obstacles(target, Hop.MACHINE, function.resource)
        yield from self._roles.assumed(machine.machine.role, "states.amazonaws.com", target)
        if found := self._roles.obstacle(
            function.link("Role"), "states:StartExecution", arn_of(target), function.resource
        ):
            yield found

    def _paging(self, machine: EscalationMachine, contact: Link) -> Iterator[Obstacle]:
        """Yield what keeps a machine from running what pages, and that from reaching a contact."""
        who, role = machine.machine.resource, machine.machine.role
        topic = self._topic(contact)
        for link in machine.page_functions:
            target = link.resource
            arn = link.arn if target is None else arn_of(target)
            if found := self._roles.obstacle(role, "lambda:InvokeFunction", arn, who):
                yield replace(found, hop=Hop.PAGE_FUNCTION)
            function = self._functions.get(target)
            if function is None:
                why = f"the function {link.arn}, which pages, does not stand in the templates"
                yield Obstacle(
                    hop=Hop.MACHINE, is_closed=False, why=why, source=_MACHINES, resource=who
                )
                continue
            yield from self._incidents.obstacles(function, "page")
            if topic is not None:
                yield from self._roles.publishing(function.link("Role"), topic, function.resource)

    def _topic(self, link: Link) -> Topic | None:
        return None if link.resource is None else self._topics.get(link.resource)

    def readers(self, queue: Resource) -> Iterator[tuple[EventSourceMapping, TypedResource]]:
        """Yield the functions of the templates that read a queue, each with its mapping."""
        for mapping in self._mappings.get(queue, ()):
            function = self._functions.get(mapping.function.resource)
            if function is not None:
                yield mapping, function

    def reading(
        self, queue: Resource, topic: Link | None, part: str
    ) -> Iterator[tuple[TypedResource, tuple[Obstacle, ...]]]:
        """Yield what reads a queue as a part of incidents, each with what keeps it from that."""
        for mapping, function in self.readers(queue):
            yield function, tuple(self._reading(mapping, function, queue, topic, part))

    def running(self, function: TypedResource, part: str) -> tuple[Obstacle, ...]:
        """Return what keeps a function from its work as a part of incidents."""
        return tuple(self._incidents.obstacles(function, part))

    def publishing(self, function: TypedResource, topic: Topic) -> tuple[Obstacle, ...]:
        """Return what keeps a function from publishing to a topic."""
        return tuple(self._roles.publishing(function.link("Role"), topic, function.resource))

    def may(
        self, who: TypedResource, role: Link | None, action: str, target: str
    ) -> Obstacle | None:
        """Return what keeps somebody from doing something as a role."""
        return self._roles.obstacle(role, action, target, who.resource)

    @cached_property
    def _roles(self) -> Roles:
        return Roles(policies=self.policies)

    @cached_property
    def _incidents(self) -> IncidentFunctions:
        return IncidentFunctions(policies=self.policies, roles=self._roles)

    @cached_property
    def _digest(self) -> DigestHops:
        return DigestHops(
            roles=self._roles,
            incidents=self._incidents,
            functions=self._functions,
            topics=self._topics,
        )

    @cached_property
    def _queues(self) -> Mapping[Resource, Queue]:
        return {each.resource: each for each in self.policies.assembly.queues}

    @cached_property
    def _topics(self) -> Mapping[Resource, Topic]:
        return {each.resource: each for each in self.policies.assembly.topics}

    @cached_property
    def _by_resource(self) -> Mapping[Resource | None, EscalationMachine]:
        return {each.machine.resource: each for each in self.machines}

    @cached_property
    def _functions(self) -> Mapping[Resource | None, TypedResource]:
        found = self.policies.assembly.typed(TypedResource, *FUNCTION_TYPES)
        return {each.resource: each for each in found}

    @cached_property
    def _mappings(self) -> Mapping[Resource, list[EventSourceMapping]]:
        found: dict[Resource, list[EventSourceMapping]] = {}
        for each in self.policies.assembly.event_source_mappings if self.machines else ():
            if each.source.resource is not None:
                found.setdefault(each.source.resource, []).append(each)
        return found


def _incomplete(machine: EscalationMachine) -> Iterator[Obstacle]:
    """Yield that nobody knows what a machine does after a state that no policy asks for."""
    if machine.course.is_whole:
        return
    fault = next(iter(machine.course.faults), None)
    why = f"{fault.state} {fault.what}" if fault else "its states do not come to an end"
    yield Obstacle(
        hop=Hop.MACHINE,
        is_closed=False,
        why=why,
        source=_MACHINES,
        resource=machine.machine.resource,
        key_path=(machine.machine.definition_key,),
    )
