"""Whether a policy that was read as data can be reckoned with.

A viewpoint is checked before it becomes a policy; a document may come from anywhere.
"""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from tocsin.on_call.policy import Policy
from tocsin.on_call.shift import Shift

_SHORTEST_TURN = timedelta(hours=1)
_LONGEST = timedelta(days=3660)
"""What is longer leads out of the calendar."""


def unsound(policy: Policy) -> str:
    """Return what of a policy nobody can reckon with; empty if all is sound."""
    return next(_faults(policy), "")


def _faults(policy: Policy) -> Iterator[str]:
    for text in _texts(policy):
        if not isinstance(text, str):
            yield f"{text!r} is not a text"
    lengths = [policy.reopen_within, policy.last_wait, *(tier.after for tier in policy.tiers)]
    if not all(timedelta(0) <= length <= _LONGEST for length in lengths):
        yield f"a length of time is below nothing, or above {_LONGEST.days} days"
    for name, rotation in policy.rotations.items():
        for shift in rotation.shifts:
            yield from (f"{name}: {fault}" for fault in _faults_of_shift(shift))
        if not rotation.shifts:
            yield f"{name} has no shifts"
    overrides = (each for rotation in policy.rotations.values() for each in rotation.overrides)
    absences = (each for listed in policy.absences.values() for each in listed)
    moments = [each for one in overrides for each in (one.begins, one.ends)]
    moments += [each for one in absences for each in (one.begins, one.ends)]
    if any(each.tzinfo is None for each in moments):
        yield "an override or an absence has no time zone"


def _texts(policy: Policy) -> Iterator[object]:
    yield from (policy.system, policy.stage, policy.topic, policy.fallback)
    yield from policy.contacts.values()
    for tier in policy.tiers:
        yield from tier.recipients
    for rotation in policy.rotations.values():
        yield from (each for shift in rotation.shifts for each in (*shift.members, shift.time_zone))
        yield from (each.name for each in rotation.overrides)
        yield rotation.otherwise or ""


def _faults_of_shift(shift: Shift) -> Iterator[str]:
    hand_offs, hours = shift.hand_offs, shift.hours
    ZoneInfo(shift.time_zone)
    if not shift.members:
        yield "a shift has no members"
    if hand_offs.first.tzinfo is not None:
        yield "the first hand-off has a time zone, and is a time on the wall"
    begins = [*hand_offs.offsets]
    if not begins or begins[0] or hand_offs.cycle > _LONGEST:
        yield "hand-offs do not begin with the first, or repeat after too long"
    elif hand_offs.shortest_turn < _SHORTEST_TURN:
        yield f"a turn is shorter than {_SHORTEST_TURN}"
    if hours is not None and not (
        hours.days
        and all(day in range(7) for day in hours.days)
        and timedelta(0) < hours.lasts <= timedelta(weeks=1)
    ):
        yield "the hours of a shift are no hours of a week"
