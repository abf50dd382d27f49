"""Who is on call, as calendars import it: https://www.rfc-editor.org/rfc/rfc5545."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tocsin.on_call import stretches
from tocsin.viewpoint import Viewpoint, absences_of, rotations_of, slug

_AROUND = timedelta(days=60)
"""How far around the time that is asked for turns are followed to their begins and ends.

So the same turn is the same event in each export, and none ends where the export does.
"""

_MOST_OCTETS = 75
"""Of a line, without its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A time in which a contact is on call without a break.

    Attributes:
        rotation: The rotation's name.
        contact: The contact's name.
        begins: When it begins, in UTC.
        ends: When it ends, in UTC.
    """

    rotation: str
    contact: str
    begins: datetime
    ends: datetime


def duties_of(
    viewpoint: Viewpoint, names: Iterable[str], begin: datetime, end: datetime
) -> Iterator[Duty]:
    """Yield the duties in some rotations that have a part between two moments, whole."""
    rotations, absences = rotations_of(viewpoint), absences_of(viewpoint)
    for name in names:
        open_since: dict[str, datetime] = {}
        found: list[Duty] = []
        last = begin
        for stretch in stretches(name, rotations, begin - _AROUND, end + _AROUND, absences):
            for contact in [each for each in open_since if each not in stretch.contacts]:
                begins = open_since.pop(contact)
                found.append(_duty(name, contact, begins, stretch.begins))
            for contact in stretch.contacts:
                open_since.setdefault(contact, stretch.begins)
            last = stretch.ends
        found += (_duty(name, contact, begins, last) for contact, begins in open_since.items())
        in_order = sorted(found, key=lambda duty: (duty.begins, duty.contact))
        yield from (duty for duty in in_order if duty.begins < end and begin < duty.ends)


def _duty(rotation: str, contact: str, begins: datetime, ends: datetime) -> Duty:
    return Duty(rotation=rotation, contact=contact, begins=begins, ends=ends)


def i_calendar(system: str, duties: Iterable[Duty], made_at: datetime) -> str:
    """Return duties as an iCalendar object.

    All times are in UTC: what clocks do is worked out already, and no reader has to know it.

    Args:
        system: The system's name.
        duties: Who is on call when.
        made_at: When the calendar is made, in UTC.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tocsin//tocsin oncall calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'On call of {system}')}",
        *(line for duty in duties for line in _event(system, duty, made_at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(system: str, duty: Duty, made_at: datetime) -> Iterator[str]:
    begins = _moment(duty.begins)
    yield "BEGIN:VEVENT"
    yield f"UID:{begins}-{slug(duty.rotation)}-{slug(duty.contact)}@{system}.on-call.tocsin"
    yield f"DTSTAMP:{_moment(made_at)}"
    yield f"DTSTART:{begins}"
    yield f"DTEND:{_moment(duty.ends)}"
    yield f"SUMMARY:{_text(f'{duty.contact} is on call: {duty.rotation} of {system}')}"
    # Whoever is on call may have meetings.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Write a text as RFC 5545 has it (3.3.11)."""
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield the parts of a line that is too long, between characters (3.1)."""
    part, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > _MOST_OCTETS:
            yield part
            part, octets = " ", 1
        part, octets = part + sign, octets + size
    yield part
