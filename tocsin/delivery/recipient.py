"""Who a notification is for, and whether it arrives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from tocsin.delivery.obstacle import Obstacle, Status
from tocsin.escalation import EscalationMachine, ScheduledDigest

Reader = Literal["person", "program", "unknown"]
"""Who reads what arrives. Of a queue, or of a topic that stands elsewhere, no template says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When somebody is told who is not told at once: by a machine, whose policy says it.

    Attributes:
        contact: The contact's name; empty for everybody, if nobody answers.
        machine: The machine.
        own: The obstacles behind the machine; the others are on the way into it.
    """

    contact: str
    machine: EscalationMachine
    own: tuple[Obstacle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """When somebody is told who is not told at once: by a digest, on the next business day.

    Attributes:
        contact: The contact's name.
        digest: The digest.
    """

    contact: str
    digest: ScheduledDigest


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who a notification is for.

    Attributes:
        protocol: `email`, `sms`, `https`, `sqs`, `lambda`, `slack`, `teams` and so on; `sns` for
            a topic outside the assembly; for what is not a topic, the AWS service that acts.
        endpoint: Address, number, URL, channel or ARN.
        reader: Who reads it there.
        obstacles: The hops of the way that are closed, or of which that is not known.
        confirmation: What somebody has to do once, after deployment, before anything arrives, and
            what no template can show; empty if nothing.
        turn: What decides when it is told, if a machine does.
        gathered: What decides when it is told, if a digest does.
    """

    protocol: str
    endpoint: str
    reader: Reader
    obstacles: tuple[Obstacle, ...] = ()
    confirmation: str = ""
    turn: Turn | None = None
    gathered: Gathered | None = None

    @property
    def is_at_once(self) -> bool:
        """Whether it is told at once."""
        return self.turn is None and self.gathered is None

    @property
    def status(self) -> Status:
        """Whether notifications arrive, as far as the templates show."""
        obstacle = self.obstacle
        return "delivered" if obstacle is None else obstacle.status

    @property
    def obstacle(self) -> Obstacle | None:
        """The obstacle that decides: the first hop that is closed, else the first unknown one."""
        closed = (each for each in self.obstacles if each.is_closed)
        return next(closed, None) or next(iter(self.obstacles), None)

    @property
    def into_machine(self) -> tuple[Obstacle, ...]:
        """The obstacles on the way into the machine that tells it, if one does."""
        own = self.turn.own if self.turn else self.obstacles
        return tuple(each for each in self.obstacles if each not in own)

    @property
    def is_certain(self) -> bool:
        """Whether nothing in the templates is against it, and nothing of them left open."""
        return not self.obstacles

    @property
    def pages(self) -> bool:
        """Whether a person is told, as far as templates can show it."""
        return self.is_certain and self.reader == "person"

    @property
    def may_page(self) -> bool:
        """Whether a person may be told, for all that the templates show."""
        return self.status != "closed" and self.reader != "program"

    def behind(self, obstacles: Iterable[Obstacle]) -> "Recipient":
        """Return it with obstacles before its own."""
        return replace(self, obstacles=(*obstacles, *self.obstacles))

    def __str__(self) -> str:
        """Render as `email ana@example.com`; with its status unless it is delivered."""
        status = "" if self.is_certain else f" ({self.status})"
        return f"{self.protocol} {self.endpoint}{status}"
