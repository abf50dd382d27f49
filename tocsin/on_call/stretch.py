"""Who is on call over a length of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from tocsin.on_call.absence import NO_ABSENCES, Absences
from tocsin.on_call.contacts import Rotations, leads_to, on_call


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time in which the same contacts are on call.

    Attributes:
        begins: When it begins, in UTC.
        ends: When others take over, in UTC.
        contacts: Who is on call; empty for nobody.
    """

    begins: datetime
    ends: datetime
    contacts: tuple[str, ...]


def stretches(
    name: str,
    rotations: Rotations,
    begin: datetime,
    end: datetime,
    absences: Absences = NO_ABSENCES,
) -> Iterator[Stretch]:
    """Yield who is on call for *name* from one moment to another, without a gap between stretches.

    Args:
        name: A contact or a rotation.
        rotations: All rotations by name.
        begin: A moment with a time zone.
        end: A later one.
        absences: When contacts are away.
    """
    first, last = begin.astimezone(UTC), end.astimezone(UTC)
    times = {first, last}
    for each in leads_to(name, rotations):
        if each in rotations:
            times.update(rotations[each].changes(first, last))
        spans = ((absence.begins, absence.ends) for absence in absences.get(each, ()))
        times.update(at for span in spans for at in span if first < at < last)
    begins, contacts = first, on_call(name, rotations, first, absences)
    for at, _ in pairwise(sorted(times)):
        others = on_call(name, rotations, at, absences)
        if set(others) != set(contacts):
            yield Stretch(begins=begins, ends=at, contacts=contacts)
            begins, contacts = at, others
    if begins < last:
        yield Stretch(begins=begins, ends=last, contacts=contacts)
