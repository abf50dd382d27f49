"""What a person reads: on a phone in 160 characters, and in a mail."""

from datetime import UTC, datetime
from typing import Final
from unicodedata import normalize

from tocsin.incidents.incident import Incident

LONGEST_TEXT_MESSAGE: Final = 160
"""Characters of one text message, of the alphabet of GSM; others would halve it.

https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
"""
LONGEST_SUBJECT: Final = 100
"""https://docs.aws.amazon.com/sns/latest/api/API_Publish.html"""

_LONGEST_LINK: Final = 70
_PLAIN: Final = str.maketrans(
    {
        "\u00b7": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2026": "...",
        "\u2192": ">",
        "\u2264": "<=",
        "\u2265": ">=",
    }
)
"""What descriptions hold, and what every telephone shows in its place."""


def text_message(incident: Incident) -> str:
    """Return a page for a phone: how urgent, what, since when, what to do, how to answer.

    The answer is kept whole, then the link to the runbook if it is short, and what happened takes
    the room that is left.
    """
    since = f"Since {_clock(incident.opened)}."
    answer = f"tocsin ack {incident.id}"
    link = _runbook(incident)
    ending = " ".join(filter(None, (since, link if len(link) <= _LONGEST_LINK else "", answer)))
    beginning = f"{incident.severity.upper()} {_name(incident)}: "
    room = LONGEST_TEXT_MESSAGE - len(beginning) - len(ending) - 1
    return f"{beginning}{_cut(_what(incident), room)} {ending}"[-LONGEST_TEXT_MESSAGE:]


def text_message_of_end(incident: Incident) -> str:
    """Return what tells a phone that it is over."""
    closed = f" at {_clock(incident.closed)}" if incident.closed else ""
    ending = f"{incident.id}"
    beginning = f"OVER{closed}: {_name(incident)}: "
    room = LONGEST_TEXT_MESSAGE - len(beginning) - len(ending) - 1
    return f"{beginning}{_cut(_what(incident), room)} {ending}"


def subject(incident: Incident) -> str:
    """Return the subject of a mail: one line of plain characters."""
    state = "OVER" if incident.is_over else incident.severity.upper()
    return _cut(f"{state} {_name(incident)}: {_what(incident)}", LONGEST_SUBJECT)


def mail(incident: Incident, *, link: str = "") -> str:
    """Return the text of a mail: what fires and since when, the runbook, how to answer.

    Args:
        incident: The incident.
        link: A page on which it can be acknowledged; empty if there is none.
    """
    parts = [
        f"{incident.severity.upper()}: {incident.service}",
        "\n".join(_fires(incident)),
        *([f"Runbook: {_runbook(incident)}"] if _runbook(incident) else []),
        _how_to_answer(incident, link),
        f"Incident {incident.id}, open since {_time(incident.opened)}.",
    ]
    return "\n\n".join(parts)


def mail_of_end(incident: Incident) -> str:
    """Return the text of a mail that tells that it is over."""
    why = incident.timeline[-1].text if incident.timeline else ""
    closed = _time(incident.closed) if incident.closed else ""
    return f"{incident.service}: it is over since {closed}: {why}.\n\nIncident {incident.id}."


def _fires(incident: Incident) -> list[str]:
    names = incident.firing or tuple(incident.members)
    return [
        f"- {name}, since {_time(incident.members[name].at)}: {incident.members[name].summary}"
        for name in names
    ]


def _how_to_answer(incident: Incident, link: str) -> str:
    command = f"tocsin ack {incident.id}"
    return f"Acknowledge: {link}\nor by: {command}" if link else f"Acknowledge: {command}"


def _what(incident: Incident) -> str:
    names = incident.firing or tuple(incident.members)
    first = plain(incident.members[names[0]].summary) if names else ""
    return first if len(names) < 2 else f"{first} (+{len(names) - 1} more)"  # noqa: PLR2004 - more than one


def _runbook(incident: Incident) -> str:
    names = incident.firing or tuple(incident.members)
    return next(
        (incident.members[name].runbook for name in names if incident.members[name].runbook), ""
    )


def _name(incident: Incident) -> str:
    return plain(incident.service)


def plain(text: str) -> str:
    """Return a text in the characters that every telephone shows, without line breaks."""
    ascii_only = normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return " ".join("".join(each if each.isprintable() else " " for each in ascii_only).split())


def _cut(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return f"{text[: room - 3]}..." if room > 3 else text[: max(room, 0)]  # noqa: PLR2004 - the dots


def _clock(at: datetime) -> str:
    return f"{at.astimezone(UTC):%H:%M}Z"


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
