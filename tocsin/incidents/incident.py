"""An incident: from the first alarm to the last that is OK again, with everything between."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from tocsin.incidents.notice import AlarmState
from tocsin.on_call import Severity

Status = Literal["open", "acknowledged", "resolved"]
Kind = Literal[
    "opened", "joined", "raised", "ok", "alarm", "paged", "handed over", "failed", "nobody",
    "acknowledged", "unanswered", "resolved", "reopened", "note",
]  # fmt: skip

PROBE: Final = "tocsin probe"
"""The service of the incidents that only prove that the way of a page works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened.

    Attributes:
        at: When.
        kind: What sort of thing.
        who: The contact, person or alarm that it is about; empty if nobody.
        text: What else there is to say.
    """

    at: datetime
    kind: Kind
    who: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An alarm, or an event, that is part of an incident.

    Attributes:
        state: Its last known state.
        at: Since when.
        summary: What happened.
        runbook: What to do.
    """

    state: AlarmState
    at: datetime
    summary: str
    runbook: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that somebody has to look after.

    Attributes:
        id: Readable and unique: `20260314-0925-checkout-x7k2`.
        service: What it is about.
        severity: The policy that pages.
        status: Whether it waits for an answer, has one, or is over.
        round: How often its policy has begun: once, and again whenever it is raised or reopened.
        opened: When it began.
        closed: When it was over; None while it is not.
        members: Its alarms and events by name, in the order in which they joined.
        told: Who has been paged about it, each with the topic that pages them.
        acknowledged_by: Who looks after it; empty while nobody does.
        tier: The tier that waits for an answer; None while none does.
        token: What the waiting machine is answered with; empty while none waits.
        timeline: Everything that happened, in order.
        version: How often it has changed: two who change one version at once are told apart.
    """

    id: str
    service: str
    severity: Severity
    status: Status = "open"
    round: int = 1
    opened: datetime
    closed: datetime | None = None
    members: Mapping[str, Member] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    acknowledged_by: str = ""
    tier: int | None = None
    token: str = ""
    timeline: tuple[Entry, ...] = ()
    version: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nobody has to look after it any more."""
        return self.status == "resolved"

    @property
    def waits(self) -> bool:
        """Whether it waits for somebody to answer."""
        return self.status == "open"

    @property
    def firing(self) -> tuple[str, ...]:
        """The alarms and events that are not OK."""
        return tuple(name for name, each in self.members.items() if each.state != "OK")

    @property
    def is_heard(self) -> bool:
        """Whether somebody knows of its round: a page is out, or somebody has looked after it."""
        for entry in reversed(self.timeline):
            is_by_a_person = entry.kind == "resolved" and entry.who not in {"", PROBE}
            if is_by_a_person or entry.kind in {"handed over", "acknowledged"}:
                return True
            if entry.kind in {"opened", "raised", "reopened"}:
                return False
        return False

    @property
    def execution(self) -> str:
        """The name of the execution of its round: starting one twice starts it once."""
        return f"{self.id}-{self.round}"
