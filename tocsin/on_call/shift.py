"""Whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tocsin.on_call.rotation import Rotation

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_DAY = date(2024, 1, 1)
"""A Monday: where rotations that name no start begin to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A member's time on call.

    Attributes:
        member: A contact or another rotation.
        begins: When the member takes over, in the rotation's time zone.
        ends: When the next member takes over.
    """

    member: str
    begins: datetime
    ends: datetime


def shift_at(rotation: Rotation, at: datetime) -> Shift:
    """Return the shift of *rotation* that covers *at*.

    Hand-offs follow the wall clock of the rotation's time zone: a week with a change to summer
    time is an hour shorter. A hand-off belongs to the member who takes over.

    Args:
        rotation: The rotation.
        at: A moment with a time zone.
    """
    zone = ZoneInfo(rotation.time_zone)
    first = _first_hand_off(rotation)
    elapsed = at.astimezone(zone).replace(tzinfo=None) - first
    number = elapsed // rotation.shift
    begins = first + number * rotation.shift
    return Shift(
        member=rotation.members[number % len(rotation.members)],
        begins=begins.replace(tzinfo=zone),
        ends=(begins + rotation.shift).replace(tzinfo=zone),
    )


def on_call(name: str, rotations: Mapping[str, Rotation], at: datetime) -> str:
    """Return the contact that *name*, a contact or a rotation, stands for at the moment *at*."""
    while name in rotations:
        name = shift_at(rotations[name], at).member
    return name


def _first_hand_off(rotation: Rotation) -> datetime:
    """Return the hand-off, in local time, that begins the first member's first shift."""
    weekday, clock = rotation.hand_off.split(" ")
    start = rotation.starts or _FIRST_DAY
    day = start - timedelta(days=(start.weekday() - _WEEKDAYS.index(weekday)) % 7)
    return datetime.combine(day, time.fromisoformat(clock))
