"""Every way from an alarm to who is told, hop by hop, as far as the templates decide it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tocsin.assembly import (
    Alarm,
    Assembly,
    EventRule,
    EventTarget,
    Link,
    Queue,
    Resource,
    Subscription,
    Topic,
)
from tocsin.delivery.action import action_obstacles, service_of
from tocsin.delivery.function import FUNCTION_TYPES, OF_ALARMS, function_obstacle
from tocsin.delivery.listeners import Listeners, Way
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.paging import Paging
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.presence import presence_obstacles
from tocsin.delivery.queue import queue_obstacles
from tocsin.delivery.readers import NOBODY_DECLARED, DeclaredReaders
from tocsin.delivery.recipient import Reader, Recipient
from tocsin.delivery.rule_target import TargetGate
from tocsin.delivery.texts import arn_of
from tocsin.delivery.topic import TopicGate
from tocsin.escalation import EscalationMachine, ScheduledDigest
from tocsin.policies import alarm_invokes

_SNS = "sns"
_MAY_BE_READ = (_SNS, "sqs", "unknown")
"""Services of targets behind which there may be a person; others are programs."""
_RESPONSE_PLAN = "AWS::SSMIncidents::ResponsePlan"


@dataclass(frozen=True, kw_only=True)
class Ways:
    """All ways of an assembly.

    Attributes:
        assembly: What is deployed.
        declared: Who reads endpoints of which no template says it.
    """

    assembly: Assembly
    declared: DeclaredReaders = NOBODY_DECLARED
    _found: dict[tuple[Resource, Link], tuple[Way, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, alarm: Alarm, action: Link) -> tuple[Way, ...]:
        """Return the ways that an action of an alarm takes; none if nobody is subscribed."""
        key = (alarm.resource, action)
        if key not in self._found:
            self._found[key] = tuple(self._follow(alarm, action))
        return self._found[key]

    def from_topic(self, topic: Topic) -> tuple[Way, ...]:
        """Return the ways from a topic on, whoever publishes to it; none if nobody listens."""
        return self._listeners.of(Link(arn=topic.arn, resource=topic.resource))

    @property
    def machines(self) -> tuple[EscalationMachine, ...]:
        """The machines that page people by turns."""
        return self._listeners.paging.machines

    @property
    def digests(self) -> tuple[ScheduledDigest, ...]:
        """The digests of the assembly."""
        return self._listeners.paging.digests

    def of_machine(self, machine: EscalationMachine) -> tuple[Recipient, ...]:
        """Return whom a machine pages by turns, whoever starts it."""
        return tuple(self._listeners.paging.of_machine(machine))

    def of_digest(self, digest: ScheduledDigest) -> tuple[Recipient, ...]:
        """Return whom a digest tells, whatever it gathers."""
        return tuple(self._listeners.paging.of_digest(digest))

    def everybody(self, machine: EscalationMachine) -> tuple[Recipient, ...]:
        """Return whom a machine tells when nobody answers, or when it cannot page."""
        return self._listeners.paging.everybody(machine)

    @property
    def paging(self) -> Paging:
        """What is known of the machines that page, and of the functions around them."""
        return self._listeners.paging

    def into_topic(self, alarm: Alarm, topic: Topic) -> tuple[Obstacle, ...]:
        """Return what keeps an alarm from publishing to a topic, whoever listens to that."""
        return self._topic_gate.obstacles(alarm, topic)

    def by_budget(self, topic: Topic, budget: Resource) -> tuple[Obstacle, ...]:
        """Return what keeps a budget from publishing to a topic, whoever listens to that."""
        return tuple(self._topic_gate.of_budget(topic, budget))

    def into_target(self, rule: EventRule, target: EventTarget) -> tuple[Obstacle, ...]:
        """Return what keeps events of a rule from a target, whatever is behind that."""
        return tuple(self._target_gate.obstacles(rule, target))

    def into_undelivered(self, subscription: Subscription) -> tuple[Obstacle, ...]:
        """Return what keeps a topic from putting what is not delivered into its queue for that."""
        link = subscription.dead_letter_queue
        queue = self._queue_of(link)
        if queue is None:
            return ()
        heard = self._listeners.heard(subscription)
        return tuple(queue_obstacles(queue, heard, self._policies))

    def into_undelivered_of(self, rule: EventRule, target: EventTarget) -> tuple[Obstacle, ...]:
        """Return what keeps a rule from putting what is not delivered into its queue for that."""
        config = target.properties.get("DeadLetterConfig")
        written = config.get("Arn") if isinstance(config, dict) else None
        queue = self._queue_of(None if written is None else rule.link_to(written))
        return () if queue is None else tuple(self._target_gate.of_queue(rule, queue))

    def _queue_of(self, link: Link | None) -> Queue | None:
        found = None if link is None else link.resource
        return None if found is None else self._listeners.queues.get(found)

    def of_target(self, rule: EventRule, target: EventTarget) -> tuple[Way, ...]:
        """Return the ways that events of a rule take from a target on."""
        obstacles = self.into_target(rule, target)
        link, service = target.link, service_of(target.link)
        ways = self._listeners.of(link) if service == _SNS else ()
        if link.resource is None or link.resource not in self._listeners.topics:
            otherwise: Reader | None = None if service in _MAY_BE_READ else "program"
            engaged = _engaged_by(link.resource)
            reader = self.declared.reader(service, link, engaged or otherwise)
            ways = (
                Way(recipient=Recipient(protocol=service, endpoint=link.arn, reader=reader)),
                *ways,
            )
        return tuple(way.behind(obstacles) for way in ways)

    @property
    def endpoints(self) -> tuple[str, ...]:
        """Every endpoint of a subscription or a chat, and actions that people may hear of.

        These are topics outside the assembly, and others of which it is declared, or which engage
        somebody.
        """
        alarms = (*self.assembly.alarms, *self.assembly.composite_alarms)
        elsewhere = (
            action.arn
            for alarm in alarms
            for action in alarm.alarm_actions
            if self._is_endpoint(action, service_of(action))
        )
        return tuple(dict.fromkeys((*self._listeners.endpoints, *elsewhere)))

    def _is_endpoint(self, action: Link, service: str) -> bool:
        if service == _SNS:
            return action.resource is None
        return self._reader(service, action) == "person"

    def _reader(self, service: str, action: Link) -> Reader:
        return self.declared.reader(service, action, _engaged_by(action.resource))

    def _follow(self, alarm: Alarm, action: Link) -> Iterator[Way]:
        target, service = action.resource, service_of(action)
        obstacles = [*action_obstacles(alarm, action)]
        if target is not None:
            obstacles += presence_obstacles(target, Hop.ACTION, alarm.resource)
        topic = None if target is None else self._listeners.topics.get(target)
        if topic is None:
            obstacles += self._function_obstacles(alarm, target)
            recipient = Recipient(
                protocol=service,
                endpoint=action.arn,
                reader=self._reader(service, action),
            )
            yield Way(recipient=recipient).behind(obstacles)
        else:
            obstacles += self.into_topic(alarm, topic)
        for way in self._listeners.of(action) if service == _SNS else ():
            yield way.behind(obstacles)

    def _function_obstacles(self, alarm: Alarm, target: Resource | None) -> Iterator[Obstacle]:
        if target is None or target.type not in FUNCTION_TYPES:
            return
        account = alarm.stack.environment.account_text
        request = alarm_invokes(arn_of(target), arn_of(alarm.resource), account)
        if obstacle := function_obstacle(target, self._policies, request, OF_ALARMS):
            yield obstacle

    @cached_property
    def _policies(self) -> Policies:
        return Policies(self.assembly)

    @cached_property
    def _topic_gate(self) -> TopicGate:
        return TopicGate(policies=self._policies)

    @cached_property
    def _target_gate(self) -> TargetGate:
        return TargetGate(policies=self._policies, topics=self._listeners.topics)

    @cached_property
    def _listeners(self) -> Listeners:
        return Listeners(policies=self._policies, declared=self.declared)


def _engaged_by(target: Resource | None) -> Reader | None:
    """Return whether a response plan of Incident Manager engages a person."""
    if target is None or target.type != _RESPONSE_PLAN:
        return None
    engages = target.properties.get("Engagements") or target.properties.get("ChatChannel")
    return "person" if engages else "program"
