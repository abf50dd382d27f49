"""Whom each severity reaches."""

from dataclasses import dataclass
from typing import Literal

from tocsin.on_call import Severity

Protocol = Literal["email", "sms", "https", "sqs"]
_OF_PEOPLE: tuple[Protocol, ...] = ("email", "sms", "https")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionSpec:
    """One way in which a topic reaches a contact.

    Attributes:
        contact: The contact's name.
        protocol: Amazon SNS's name of the way.
        endpoint: Address, telephone number, URL or queue name.
        after: Seconds after which the escalation policy wants the contact to be told.
    """

    contact: str
    protocol: Protocol
    endpoint: str
    after: int

    @property
    def is_of_people(self) -> bool:
        """Whether people are behind it, or a service that calls them, and not a program."""
        return self.protocol in _OF_PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSpec:
    """A chat channel and the severities that it receives.

    Attributes:
        contact: The contact's name.
        name: The configuration's name, unique in the account.
        kind: `slack` or `teams`.
        workspace: Slack's workspace or Teams' tenant.
        team: Teams' team; empty for Slack.
        channel: The channel's id.
        severities: The severities whose topics it is subscribed to.
    """

    contact: str
    name: str
    kind: Literal["slack", "teams"]
    workspace: str
    team: str
    channel: str
    severities: tuple[Severity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSpec:
    """The topic of a severity.

    Attributes:
        severity: Whose alarms notify it.
        name: The topic's name.
        display_name: What stands in the subject of mails; at most 100 characters.
        dead_letter_queue: Name of the queue that keeps what a subscription could not deliver.
        subscriptions: Whom it reaches, without chat.
        is_heard_in_chat: Whether chat channels read it, by a subscription that Amazon Q makes.
    """

    severity: Severity
    name: str
    dead_letter_queue: str
    display_name: str
    subscriptions: tuple[SubscriptionSpec, ...]
    is_heard_in_chat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertingSpec:
    """What turns alarms of one region into pages.

    Attributes:
        region: Where it is built; topics and alarms share their region.
        topics: One for each severity, most urgent first.
        chats: Chat channels.
    """

    region: str
    topics: tuple[TopicSpec, ...]
    chats: tuple[ChatSpec, ...]
