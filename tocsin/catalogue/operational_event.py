"""Events of AWS that are worth a notification."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tocsin.catalogue.recommended_alarm import Severity

Via = Literal["service", "cloudtrail"]
"""The service sends it itself; or CloudTrail does, where a trail logs management events."""

DeliveryLevel = Literal["best_effort", "durable", "guaranteed"]
"""https://docs.aws.amazon.com/eventbridge/latest/ref/event-delivery-level.html"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationalEvent:
    """An event, and what a person is told of it.

    Texts name values of the event in angle brackets: `the stack <stack> is <state>`.

    Attributes:
        id: Its name.
        group: The group that it belongs to.
        title: A few words, which begin with a capital letter.
        severity: How urgent it is.
        pattern: Which events it is, as EventBridge writes it.
        names: Names for values of the event, and where these stand: never objects, lists or
            free texts, which would break the message.
        resource: The name of what it happened to.
        what_happened: One sentence.
        why_it_matters: One sentence.
        first_action: What to find out first; `command` does it.
        command: A call of the AWS command line that only reads.
        via: Who sends it.
        delivery: How sure it is that it comes.
        arrives_in: The one Region where it arrives; None where it is that of the resource.
        needs: What has to be switched on for it, if anything.
        of: Resource types that it may be about; for each the part of a pattern that leaves one
            resource, in which `{name}` stands for an identifier.
        is_default: Whether whoever has resources of these types is told of it unasked.
        also_for: Resource types because of which it arrives in the Region of these, too.
        source: The page of AWS that describes it.
    """

    id: str
    group: str
    title: str
    severity: Severity
    pattern: Mapping[str, Any]
    names: Mapping[str, str]
    resource: str
    what_happened: str
    why_it_matters: str
    first_action: str
    command: str
    via: Via
    delivery: DeliveryLevel
    arrives_in: str | None
    needs: str | None
    of: Mapping[str, Mapping[str, Any]]
    is_default: bool
    also_for: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroup:
    """Events that are wanted together.

    Attributes:
        id: Its name.
        title: A few words.
        about: What its events tell.
        events: By their ids.
    """

    id: str
    title: str
    about: str
    events: Mapping[str, OperationalEvent]
