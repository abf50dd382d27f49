"""The escalation policy of a severity as it is deployed, with everything that it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tocsin.on_call.absence import Absences
from tocsin.on_call.business_days import BusinessDays
from tocsin.on_call.contacts import on_call
from tocsin.on_call.rotation import Rotation
from tocsin.on_call.severity import Severity
from tocsin.on_call.tier import Tier

REOPEN_WITHIN = timedelta(minutes=30)
LAST_WAIT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Who is paged about incidents of a severity, and after how long.

    Attributes:
        system: The system's name.
        stage: The stage's name.
        severity: Which incidents it is for.
        topic: Amazon Resource Name of the severity's topic, which alarms notify.
        fallback: That of the topic which tells everybody when the machine cannot.
        tiers: The steps, in the order of their times; never empty.
        rotations: All rotations by name.
        contacts: The topic of each contact that the machine reaches, by the contact's name.
            Whoever a tier names and who is not here is told without the machine.
        absences: When contacts are away, and passed over.
        business_days: When what can wait is read; None if nobody says it.
        reopen_within: How long after its end an incident opens again rather than a new one.
        last_wait: How long the last tier has to answer before everybody is told.
    """

    system: str
    stage: str
    severity: Severity
    topic: str
    fallback: str
    tiers: tuple[Tier, ...]
    rotations: Mapping[str, Rotation] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)
    absences: Absences = field(default_factory=dict)
    business_days: BusinessDays | None = None
    reopen_within: timedelta = REOPEN_WITHIN
    last_wait: timedelta = LAST_WAIT

    def on_call(self, tier: int, at: datetime) -> tuple[str, ...]:
        """Return whom a tier reaches at a moment, each once; nobody if nobody is on call.

        Args:
            tier: Its number, from 0.
            at: A moment with a time zone.
        """
        found = (
            contact
            for recipient in self.tiers[tier].recipients
            for contact in on_call(recipient, self.rotations, at, self.absences)
        )
        return tuple(dict.fromkeys(found))

    def reached(self, tier: int, at: datetime) -> tuple[str, ...]:
        """Return whom the machine tells at a tier at a moment: contacts that have a topic."""
        return tuple(name for name in self.on_call(tier, at) if name in self.contacts)

    @property
    def steps(self) -> Iterator[tuple[int, timedelta]]:
        """Each tier's number, and how long the machine waits there for an answer."""
        later = [*(tier.after for tier in self.tiers[1:]), self.tiers[-1].after + self.last_wait]
        for number, (tier, end) in enumerate(zip(self.tiers, later, strict=True)):
            yield number, end - tier.after
