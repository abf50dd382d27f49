"""When a policy first tells a contact, and whether anything has to wait or to take turns for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tocsin.on_call.contacts import leads_to
from tocsin.on_call.rotation import Rotation
from tocsin.on_call.tier import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTold:
    """How a policy first tells a contact.

    Attributes:
        after: How long after the alarm, if nobody has acknowledged it.
        turns: The rotation whose turn it has to be; None if the contact is told whoever is on call.
    """

    after: timedelta
    turns: str | None

    @property
    def is_at_once(self) -> bool:
        """Whether the contact is told as soon as the alarm fires, always."""
        return not self.after and self.turns is None


def first_told(
    contact: str, tiers: Sequence[Tier], rotations: Mapping[str, Rotation]
) -> FirstTold | None:
    """Return how a policy first tells a contact; None if it never does.

    Args:
        contact: The contact's name.
        tiers: The policy.
        rotations: All rotations by name.
    """
    found = _all_ways(contact, tiers, rotations)
    return min(found, key=lambda each: (each.after, each.turns is not None), default=None)


def _all_ways(
    contact: str, tiers: Sequence[Tier], rotations: Mapping[str, Rotation]
) -> Iterator[FirstTold]:
    for tier in tiers:
        for recipient in tier.recipients:
            if contact in leads_to(recipient, rotations):
                turns = recipient if _takes_turns(recipient, rotations) else None
                yield FirstTold(after=tier.after, turns=turns)


def _takes_turns(name: str, rotations: Mapping[str, Rotation]) -> bool:
    """Say whether a name may stand for somebody else, or for nobody, at another time."""
    if name not in rotations:
        return False
    rotation = rotations[name]
    is_whole = rotation.otherwise is not None or any(each.hours is None for each in rotation.shifts)
    contacts = [each for each in leads_to(name, rotations) if each not in rotations]
    return len(contacts) > 1 or not is_whole
