"""Who listens to a topic: its subscriptions and chat channels, whatever alarm publishes to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tocsin.assembly import Assembly, Link, Queue, Resource, Stack, Subscription, Topic
from tocsin.delivery.chat import CHAT_TYPES, channel_of, chat_obstacles
from tocsin.delivery.function import FUNCTION_TYPES, OF_TOPICS, function_obstacle
from tocsin.delivery.heard_topic import HeardTopic
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.paging import Paging
from tocsin.delivery.policies_of import Policies
from tocsin.delivery.presence import presence_obstacles
from tocsin.delivery.queue import queue_obstacles
from tocsin.delivery.readers import DeclaredReaders
from tocsin.delivery.recipient import Reader, Recipient
from tocsin.delivery.subscription import (
    confirmation_of,
    subscription_obstacles,
    target_obstacles,
)
from tocsin.delivery.texts import arn_of
from tocsin.policies import topic_invokes

_TopicKey = Resource | str
"""A topic of the assembly, or the ARN of another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to a recipient.

    Attributes:
        recipient: Who it leads to, with the hops of it that are closed or unknown.
        subscription: The subscription that it passes, whose filter policy looks at each message;
            None if there is none.
    """

    recipient: Recipient
    subscription: Subscription | None = None

    def behind(self, obstacles: Iterable[Obstacle]) -> "Way":
        """Return the way with obstacles before its own."""
        every = (*obstacles, *self.recipient.obstacles)
        if len(every) == len(self.recipient.obstacles):
            return self
        return replace(self, recipient=replace(self.recipient, obstacles=every))


@dataclass(frozen=True, kw_only=True)
class Listeners:
    """Who listens to which topic of an assembly.

    Attributes:
        policies: The policies of the assembly.
        declared: Who reads endpoints of which no template says it.
    """

    policies: Policies
    declared: DeclaredReaders
    _found: dict[_TopicKey, tuple[Way, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, topic: Link) -> tuple[Way, ...]:
        """Return the ways from a topic on, each followed once; by turns too."""
        key = _key(topic)
        if key not in self._found:
            ways = self._at_once(key)
            self._found[key] = (*ways, *self._by_turns(ways, topic))
        return self._found[key]

    @cached_property
    def paging(self) -> Paging:
        """The machines that page people by turns, and the ways into and out of them."""
        return Paging(policies=self.policies, listening=self._listening)

    def _listening(self, topic: Link) -> Iterator[Recipient]:
        for way in self._at_once(_key(topic)):
            yield way.behind(_filtered_page(way.subscription)).recipient

    def _at_once(self, key: _TopicKey) -> tuple[Way, ...]:
        return tuple(self._follow(key))

    def _by_turns(self, ways: Iterable[Way], topic: Link) -> Iterator[Way]:
        """Yield the ways to whom a machine pages behind a queue that hears a topic."""
        for way in ways:
            endpoint = way.subscription.endpoint.resource if way.subscription else None
            if endpoint is None or endpoint not in self.queues:
                continue
            is_raw = way.subscription is not None and way.subscription.is_raw
            for recipient in self.paging.behind(endpoint, topic, is_raw=is_raw):
                yield replace(way, recipient=recipient).behind(way.recipient.obstacles)

    @property
    def endpoints(self) -> tuple[str, ...]:
        """Every endpoint of a subscription or a chat."""
        subscribed = (each.endpoint.arn for each in self._assembly.subscriptions)
        chats = (channel_of(each).endpoint for each in self._assembly.resources(*CHAT_TYPES))
        return (*subscribed, *chats)

    def _follow(self, key: _TopicKey) -> Iterator[Way]:
        for subscription in self._subscriptions.get(key, ()):
            yield self._subscribed(subscription, self._heard(key, subscription.stack))
        for chat in self._chats.get(key, ()):
            yield Way(recipient=_in_chat(chat, self._heard(key, chat.stack)))

    def heard(self, subscription: Subscription) -> HeardTopic:
        """Return the topic of a subscription, as its listeners see it."""
        return self._heard(_key(subscription.topic), subscription.stack)

    def _heard(self, key: _TopicKey, stack: Stack) -> HeardTopic:
        if isinstance(key, str):
            return HeardTopic.elsewhere(key, stack)
        topic = self.topics.get(key)
        return HeardTopic.of(topic) if topic else HeardTopic.elsewhere(key.reference, key.stack)

    def _subscribed(self, subscription: Subscription, topic: HeardTopic) -> Way:
        endpoint, protocol = subscription.endpoint, subscription.protocol
        is_read = endpoint.resource in self._read_by_functions
        otherwise: Reader | None = "program" if is_read else None
        recipient = Recipient(
            protocol=protocol,
            endpoint=endpoint.arn,
            reader=self.declared.reader(protocol, endpoint, otherwise),
            obstacles=tuple(self._obstacles(subscription, topic)),
            confirmation=confirmation_of(subscription, topic),
        )
        return Way(recipient=recipient, subscription=subscription)

    def _obstacles(self, subscription: Subscription, topic: HeardTopic) -> Iterator[Obstacle]:
        yield from presence_obstacles(subscription.resource, Hop.SUBSCRIPTION, topic.resource)
        yield from subscription_obstacles(subscription, topic)
        target = subscription.endpoint.resource
        if target is None:
            return
        queue = self.queues.get(target)
        yield from target_obstacles(subscription, topic, target, queue)
        if queue is not None:
            yield from queue_obstacles(queue, topic, self.policies)
        elif target.type in FUNCTION_TYPES:
            request = topic_invokes(arn_of(target), topic.arn, topic.account)
            if obstacle := function_obstacle(target, self.policies, request, OF_TOPICS):
                yield obstacle

    @property
    def _assembly(self) -> Assembly:
        return self.policies.assembly

    @cached_property
    def topics(self) -> Mapping[Resource, Topic]:
        """The topics of the assembly."""
        return {each.resource: each for each in self._assembly.topics}

    @cached_property
    def queues(self) -> Mapping[Resource, Queue]:
        """The queues of the assembly."""
        return {each.resource: each for each in self._assembly.queues}

    @cached_property
    def _read_by_functions(self) -> frozenset[Resource | None]:
        links = (each.source for each in self._assembly.event_source_mappings)
        return frozenset(each.resource for each in links if each.resource is not None)

    @cached_property
    def _subscriptions(self) -> Mapping[_TopicKey, tuple[Subscription, ...]]:
        found: dict[_TopicKey, list[Subscription]] = {}
        for each in self._assembly.subscriptions:
            found.setdefault(_key(each.topic), []).append(each)
        return {topic: tuple(subscriptions) for topic, subscriptions in found.items()}

    @cached_property
    def _chats(self) -> Mapping[_TopicKey, tuple[Resource, ...]]:
        found: dict[_TopicKey, list[Resource]] = {}
        for chat in self._assembly.resources(*CHAT_TYPES):
            listed = chat.properties.get("SnsTopicArns")
            for value in listed if isinstance(listed, list) else ():
                topic = self._assembly.index.find(value, chat.stack) or str(value)
                found.setdefault(topic, []).append(chat)
        return {topic: tuple(chats) for topic, chats in found.items()}


def _key(topic: Link) -> _TopicKey:
    return topic.arn if topic.resource is None else topic.resource


def _filtered_page(subscription: Subscription | None) -> Iterator[Obstacle]:
    """Yield that a filter holds pages back: they have neither attributes nor a body of JSON."""
    if subscription is None or not subscription.mapping("FilterPolicy"):
        return
    yield Obstacle(
        hop=Hop.SUBSCRIPTION,
        is_closed=True,
        why="its filter lets no page pass: one has neither message attributes nor a body of JSON",
        source="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html",
        resource=subscription.resource,
        key_path=("FilterPolicy",),
    )


def _in_chat(chat: Resource, topic: HeardTopic) -> Recipient:
    obstacles = (
        *chat_obstacles(chat, topic),
        *presence_obstacles(chat, Hop.CHAT, topic.resource),
    )
    return replace(channel_of(chat), obstacles=obstacles)
