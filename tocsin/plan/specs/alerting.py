"""Whom each severity reaches."""

from dataclasses import dataclass
from typing import Literal

from tocsin.on_call import Severity

Protocol = Literal["email", "sms", "https", "sqs"]
ChatKind = Literal["slack", "teams"]
_OF_PEOPLE: tuple[Protocol, ...] = ("email", "sms", "https")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionSpec:
    """One way in which a topic reaches a contact.

    Attributes:
        contact: The contact's name.
        protocol: Amazon SNS's name of the way.
        endpoint: Address, telephone number, URL or Amazon Resource Name of a queue.
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
class HeardTopicSpec:
    """A topic that is heard in a chat channel.

    Attributes:
        severity: Whose alarms notify it.
        region: Where it is.
        arn: Its Amazon Resource Name.
    """

    severity: Severity
    region: str
    arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSpec:
    """A chat channel and the topics that are heard in it.

    Attributes:
        id: Stable id: it follows from the channel, whoever names it.
        contacts: The contacts that name it.
        name: The configuration's name, unique in the account.
        kind: `slack` or `teams`.
        workspace: Slack's workspace or Teams' tenant.
        team: Teams' team; empty for Slack.
        channel: The channel's id.
        topics: The topics of the stage that are heard, of all its Regions.
        other_topics: Amazon Resource Names of topics of others.
        configured_elsewhere: Whether somebody else's configuration has to list the topics.
        answered_topics: Amazon Resource Names of topics whose notifications have a button by which
            pages are answered.
        answering: Amazon Resource Names of the functions that this button invokes.
        answer_action: The name of what makes the button; empty where there is none.
    """

    id: str
    contacts: tuple[str, ...]
    name: str
    kind: ChatKind
    workspace: str
    team: str
    channel: str
    topics: tuple[HeardTopicSpec, ...]
    other_topics: tuple[str, ...]
    configured_elsewhere: bool
    answered_topics: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    answer_action: str = ""

    @property
    def called(self) -> str:
        """The contacts that name it, as people read them."""
        return " and ".join(self.contacts)


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
        has_events: Whether rules of EventBridge publish to it, too.
        rotations: Rotations that it is for: all their members are subscribed, whoever is on call.
    """

    severity: Severity
    name: str
    dead_letter_queue: str
    display_name: str
    subscriptions: tuple[SubscriptionSpec, ...]
    is_heard_in_chat: bool = False
    has_events: bool = False
    rotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertingSpec:
    """What turns alarms of one region into pages.

    Attributes:
        region: Where it is built; topics and alarms share their region.
        topics: One for each severity, most urgent first.
    """

    region: str
    topics: tuple[TopicSpec, ...]
