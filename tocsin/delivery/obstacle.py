"""What stands in the way of a notification, at which of its hops."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from tocsin.assembly import Resource
from tocsin.diagnostics import KeyPath

Status = Literal["delivered", "closed", "unknown"]
"""Whether a notification arrives: nothing in the templates is against it; a hop of its way is
closed, as they show; or a value decides it that they leave open."""


class Hop(StrEnum):
    """A step on the way from an alarm to who is told, in the order of the way."""

    ACTION = "action"
    TARGET = "target of the rule"
    TOPIC_POLICY = "policy of the topic"
    TOPIC_KEY = "key of the topic"
    SUBSCRIPTION = "subscription"
    FILTER = "filter policy"
    QUEUE_POLICY = "policy of the queue"
    QUEUE_KEY = "key of the queue"
    FUNCTION_POLICY = "policy of the function"
    CHAT = "chat channel"
    READING = "reading of the queue"
    FUNCTION = "function of incidents"
    TABLE = "table of incidents"
    MACHINE = "machine that pages"
    PAGE_FUNCTION = "function that pages"
    CLOCK = "clock of the digest"
    ROLE = "permissions of the role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A hop that a notification does not pass, or of which that is not known.

    Attributes:
        hop: Which one.
        is_closed: Whether the templates show that nothing passes; else a value decides it that
            they leave open.
        why: The reason in words; for a hop that is not closed, it names the value.
        source: Where AWS documents it.
        resource: What in the templates decides it; None if nothing of them does.
        key_path: Where below its properties, as far as that is one place.
        part: The part of the resource that is meant, in words: empty, or `Subscription[0]`.
    """

    hop: Hop
    is_closed: bool
    why: str
    source: str
    resource: Resource | None = None
    key_path: KeyPath = ()
    part: str = ""

    @property
    def where(self) -> str:
        """What in the templates decides it, as `shop.yaml:4: Pager`; empty if nothing does."""
        return self.resource.where(self.part) if self.resource else ""

    @property
    def status(self) -> Status:
        """What becomes of a notification here."""
        return "closed" if self.is_closed else "unknown"

    def __str__(self) -> str:
        """Render as one line, with the source."""
        where = f"{self.where}: " if self.where else ""
        return f"{self.status} at the {self.hop}: {where}{self.why} ({self.source})"
