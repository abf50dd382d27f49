"""Whom the actions of an alarm reach, following topics and subscriptions of the assembly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.assembly import Assembly, Link, Resource, Subscription
from tocsin.simulation.filter_policy import passes

_CHATS = {
    "AWS::Chatbot::SlackChannelConfiguration": ("slack", "SlackChannelId"),
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": ("teams", "TeamsChannelId"),
}
_SNS = ":sns:"

_Topic = Resource | str
"""A topic of the assembly, or the ARN of another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Where a notification arrives.

    Attributes:
        protocol: `email`, `sms`, `https`, `sqs`, `lambda`, `slack`, `teams` and so on; `sns` for
            a topic outside the assembly; for what is not a topic, the AWS service that acts.
        endpoint: Address, number, URL, channel or ARN.
        is_certain: False where it is not decided whether a filter policy lets the message through.
    """

    protocol: str
    endpoint: str
    is_certain: bool = True

    @property
    def reaches_people(self) -> bool:
        """Say whether a person may receive it; what only scales or reboots reaches nobody."""
        service = self.protocol.casefold()
        return "autoscaling" not in service and service not in {"automate", "swf"}

    def __str__(self) -> str:
        """Render as `email ana@example.com`."""
        return f"{self.protocol} {self.endpoint}{'' if self.is_certain else ' (filtered?)'}"


@dataclass(frozen=True)
class Routes:
    """Follows actions.

    Attributes:
        assembly: What is deployed.
    """

    assembly: Assembly

    def recipients(self, action: Link, message: Mapping[str, object]) -> tuple[Recipient, ...]:
        """Return whom an action reaches with the message of an alarm."""
        if action.resource is None and _SNS not in action.arn:
            return (Recipient(protocol=_service(action.arn), endpoint=action.arn),)
        if action.resource is not None and action.resource.type != "AWS::SNS::Topic":
            return (Recipient(protocol=action.resource.type, endpoint=action.arn),)
        subscribed = (_recipient(each, message) for each in self._subscriptions(action))
        chats = self._chats.get(_topic(action), ())
        return (*(each for each in subscribed if each is not None), *chats, *_elsewhere(action))

    @property
    def endpoints(self) -> tuple[str, ...]:
        """Every endpoint of a subscription or a chat, and topics outside the assembly."""
        subscribed = (each.endpoint.arn for each in self.assembly.subscriptions)
        chats = (each.endpoint for chats in self._chats.values() for each in chats)
        alarms = (*self.assembly.alarms, *self.assembly.composite_alarms)
        elsewhere = (
            each.endpoint
            for alarm in alarms
            for action in alarm.alarm_actions
            for each in _elsewhere(action)
        )
        return tuple(dict.fromkeys((*subscribed, *chats, *elsewhere)))

    def _subscriptions(self, action: Link) -> tuple[Subscription, ...]:
        return self._by_topic.get(_topic(action), ())

    @cached_property
    def _by_topic(self) -> Mapping[_Topic, tuple[Subscription, ...]]:
        found: dict[_Topic, list[Subscription]] = {}
        for each in self.assembly.subscriptions:
            found.setdefault(_topic(each.topic), []).append(each)
        return {topic: tuple(subscriptions) for topic, subscriptions in found.items()}

    @cached_property
    def _chats(self) -> Mapping[_Topic, tuple[Recipient, ...]]:
        found: dict[_Topic, list[Recipient]] = {}
        for resource in self.assembly.resources(*_CHATS):
            protocol, channel = _CHATS[resource.type]
            recipient = Recipient(
                protocol=protocol, endpoint=str(resource.properties.get(channel, resource.name))
            )
            for topic in _topics(self.assembly, resource):
                found.setdefault(topic, []).append(recipient)
        return {topic: tuple(recipients) for topic, recipients in found.items()}


def _elsewhere(action: Link) -> tuple[Recipient, ...]:
    """Return a topic outside the assembly, whose subscriptions are not all known."""
    if action.resource is not None or _SNS not in action.arn:
        return ()
    return (Recipient(protocol="sns", endpoint=action.arn),)


def _topic(action: Link) -> _Topic:
    return action.arn if action.resource is None else action.resource


def _topics(assembly: Assembly, chat: Resource) -> Iterator[_Topic]:
    listed = chat.properties.get("SnsTopicArns")
    for value in listed if isinstance(listed, list) else ():
        yield assembly.index.find(value, chat.stack) or str(value)


def _recipient(subscription: Subscription, message: Mapping[str, object]) -> Recipient | None:
    policy = subscription.filter_policy
    scope = str(subscription.properties.get("FilterPolicyScope") or "MessageAttributes")
    outcome = passes(policy, scope, message)
    if outcome is False:
        return None
    return Recipient(
        protocol=subscription.protocol,
        endpoint=subscription.endpoint.arn,
        is_certain=outcome is True,
    )


def _service(arn: str) -> str:
    parts = arn.split(":")
    return parts[2] if len(parts) > 2 else "unknown"  # noqa: PLR2004 -- arn:partition:service:…
