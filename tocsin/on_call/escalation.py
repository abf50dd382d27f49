"""The escalation policies of one stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tocsin.on_call.absence import Absences
from tocsin.on_call.first_told import FirstTold, first_told
from tocsin.on_call.page import Page, pages
from tocsin.on_call.rotation import Rotation
from tocsin.on_call.severity import Severity
from tocsin.on_call.tier import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Whom the alarms of one stage page.

    Attributes:
        policies: The tiers of each severity, first tier first.
        rotations: The rotations by name.
        contacts: All contacts by name, each with the endpoints at which templates reach it.
        absences: When contacts are away, and passed over.
    """

    policies: Mapping[Severity, tuple[Tier, ...]]
    rotations: Mapping[str, Rotation]
    contacts: Mapping[str, tuple[str, ...]]
    absences: Absences = field(default_factory=dict)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The endpoints at which templates reach anybody."""
        return tuple(each for ways in self.contacts.values() for each in ways)

    def first_told(self, contact: str, severity: Severity | None) -> FirstTold | None:
        """Return how the policy of a severity first tells a contact; None if it never does."""
        tiers = self.policies.get(severity, ()) if severity is not None else ()
        return first_told(contact, tiers, self.rotations)

    def pages(
        self, alarm: str, severity: Severity | None, begins: datetime, ends: datetime
    ) -> tuple[Page, ...]:
        """Return whom an incident pages between its begin and its end if nobody acknowledges it."""
        tiers = self.policies.get(severity, ()) if severity is not None else ()
        return pages(
            alarm,
            tiers,
            self.rotations,
            begins=begins,
            acknowledged=ends,
            absences=self.absences,
        )
