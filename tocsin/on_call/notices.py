"""Who is told about an incident, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.on_call.shift import on_call
from tocsin.viewpoint.escalation import Tier
from tocsin.viewpoint.rotation import Rotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One contact who is told about one incident.

    Attributes:
        contact: The contact's name.
        at: When.
        manner: `page`, `notify` or `digest`.
    """

    contact: str
    at: datetime
    manner: str


def notices(
    tiers: Sequence[Tier],
    rotations: Mapping[str, Rotation],
    *,
    begins: datetime,
    acknowledged: datetime | None = None,
) -> tuple[Notice, ...]:
    """Return whom an escalation policy tells about an incident, in order.

    Who is on call is asked at the moment of each tier, so that a hand-off during an incident is
    respected. A contact is told once.

    Args:
        tiers: The policy.
        rotations: All rotations by name.
        begins: When the incident begins; with a time zone.
        acknowledged: When somebody acknowledged it; later tiers are not told any more.
    """
    told: dict[str, Notice] = {}
    for tier in tiers:
        at = begins + tier.after
        if acknowledged is not None and at >= acknowledged and tier.after:
            break
        for recipient in tier.recipients:
            contact = on_call(recipient, rotations, at)
            told.setdefault(contact, Notice(contact=contact, at=at, manner=tier.manner))
    return tuple(told.values())
