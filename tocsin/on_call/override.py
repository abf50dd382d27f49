"""Somebody else who has a rotation for a time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Somebody who is on call in place of everybody who has turns.

    Attributes:
        name: A contact or a rotation.
        begins: From when on, in UTC.
        ends: Until when, in UTC.
    """

    name: str
    begins: datetime
    ends: datetime
