"""The escalation policies of one stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

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
        contacts: The names of all contacts.
    """

    policies: Mapping[Severity, tuple[Tier, ...]]
    rotations: Mapping[str, Rotation]
    contacts: frozenset[str]

    def pages(
        self, alarm: str, severity: Severity | None, begins: datetime, ends: datetime
    ) -> tuple[Page, ...]:
        """Return whom an incident pages between its begin and its end if nobody acknowledges it."""
        tiers = self.policies.get(severity, ()) if severity is not None else ()
        return pages(alarm, tiers, self.rotations, begins=begins, acknowledged=ends)
