"""What is hard on people in a rotation: turns in a row, and too little rest between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.on_call.absence import NO_ABSENCES, Absences
from tocsin.on_call.contacts import Rotations, on_call
from tocsin.on_call.rotation import Rotation
from tocsin.on_call.shift import Shift
from tocsin.on_call.stretch import Stretch

_WEEKS = timedelta(days=16)
"""Within which hours come again, even if clocks leave them out once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortRest:
    """A time between two of a contact's that is too short to rest in.

    Attributes:
        contact: The contact's name.
        begins: When it goes off call, in UTC.
        ends: When it is on call again, in UTC.
    """

    contact: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnsInARow:
    """Hand-offs of a shift at which a contact stays on call, although others are members.

    Attributes:
        contact: The contact's name.
        first: The first of these hand-offs, in UTC.
        last: The last of them.
        turns: How many turns follow each other.
    """

    contact: str
    first: datetime
    last: datetime
    turns: int


def short_rests(stretches: Iterable[Stretch], at_least: timedelta) -> Iterator[ShortRest]:
    """Yield the rests between stretches that are shorter than they should be at least."""
    off_since: dict[str, datetime] = {}
    for stretch in stretches:
        for contact in stretch.contacts:
            begins = off_since.get(contact)
            if begins is not None and timedelta() < stretch.begins - begins < at_least:
                yield ShortRest(contact=contact, begins=begins, ends=stretch.begins)
            off_since[contact] = stretch.ends


def turns_in_a_row(
    name: str,
    rotations: Rotations,
    begin: datetime,
    end: datetime,
    absences: Absences = NO_ABSENCES,
) -> Iterator[TurnsInARow]:
    """Yield who has turns of a shift that follow each other, between two moments in UTC.

    Overrides are left out: who has a rotation for a time is known to have it.

    Args:
        name: A rotation.
        rotations: All rotations by name.
        begin: A moment in UTC.
        end: A later one.
        absences: When contacts are away.
    """
    for shift in rotations[name].shifts:
        if len(set(shift.members)) > 1:
            alone = {**rotations, name: Rotation(shifts=(shift,))}
            going_on: dict[str, TurnsInARow] = {}
            for at in shift.hand_off_moments(begin, end):
                before, after = (
                    set(on_call(name, alone, moment, absences)) for moment in _around(shift, at)
                )
                yield from (each for who, each in going_on.items() if who not in before & after)
                going_on = {who: _one_more(who, at, going_on) for who in before & after}
            yield from going_on.values()


def _one_more(contact: str, at: datetime, known: dict[str, TurnsInARow]) -> TurnsInARow:
    found = known.get(contact)
    first, turns = (at, 2) if found is None else (found.first, found.turns + 1)
    return TurnsInARow(contact=contact, first=first, last=at, turns=turns)


def _around(shift: Shift, at: datetime) -> tuple[datetime, datetime]:
    """Return the last moment of the hours of a shift before a hand-off, and the first after it."""
    *_, (_, ends) = shift.spans(at - _WEEKS, at)
    begins, _ = next(shift.spans(at, at + _WEEKS))
    return min(ends, at) - timedelta.resolution, max(begins, at)
