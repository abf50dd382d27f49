"""When contacts are away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A time in which a contact is away, and is passed over.

    Attributes:
        begins: From when on, in UTC.
        ends: Until when, in UTC.
    """

    begins: datetime
    ends: datetime


Absences = Mapping[str, Sequence[Absence]]
"""The absences of each contact, by its name."""

NO_ABSENCES: Final[Absences] = MappingProxyType({})


def is_absent(contact: str, absences: Absences, at: datetime) -> bool:
    """Say whether a contact is away at a moment with a time zone."""
    return any(each.begins <= at < each.ends for each in absences.get(contact, ()))
