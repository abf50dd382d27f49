"""Whom an escalation policy pages about an incident, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.on_call.absence import NO_ABSENCES, Absences
from tocsin.on_call.contacts import on_call
from tocsin.on_call.rotation import Rotation
from tocsin.on_call.tier import Tier, TierKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One notification sent to one contact about one incident.

    Attributes:
        alarm: The alarm that the incident is about.
        contact: The contact's name.
        at: When.
        kind: Whether the contact is paged, notified, or reads it in a digest.
    """

    alarm: str
    contact: str
    at: datetime
    kind: TierKind


def pages(
    alarm: str,
    tiers: Sequence[Tier],
    rotations: Mapping[str, Rotation],
    *,
    begins: datetime,
    acknowledged: datetime | None = None,
    absences: Absences = NO_ABSENCES,
) -> tuple[Page, ...]:
    """Return whom an escalation policy pages about an incident, in order.

    Who is on call is asked at the moment of each tier, so that a hand-off during an incident is
    respected. A contact is paged once, and a rotation that has nobody on call pages nobody.

    Args:
        alarm: The alarm that the incident is about.
        tiers: The policy.
        rotations: All rotations by name.
        begins: When the incident begins; with a time zone.
        acknowledged: When somebody acknowledged it, or it ended; later tiers are not paged.
        absences: When contacts are away, and passed over.
    """
    paged: dict[str, Page] = {}
    for tier in tiers:
        at = begins.astimezone(UTC) + tier.after
        if acknowledged is not None and at >= acknowledged and tier.after:
            break
        for recipient in tier.recipients:
            for contact in on_call(recipient, rotations, at, absences):
                paged.setdefault(contact, Page(alarm=alarm, contact=contact, at=at, kind=tier.kind))
    return tuple(paged.values())
