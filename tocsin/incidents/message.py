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

_LONGEST_NAME: Final = 40
_SHORT_NAME: Final = 24
_LEAST_ROOM: Final = 30
_MOST_SHOWN: Final = 50
_PLAIN: Final = str.maketrans(
    {
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00c6": "Ae",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0142": "l",
        "\u0141": "L",
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


OF_PHONES: Final = str.maketrans("`[]{}\\^~|", "'()()/'-/")
"""Characters that the alphabet of GSM lacks, or that take the room of two."""


def text_message(incident: Incident, *, link: str = "") -> str:
    """Return a page for a phone: how urgent, what, since when, what to do, how to answer.

    The answer is kept whole, then the link to the runbook if there is room, and what happened
    takes what is left.

    Args:
        incident: The incident.
        link: A page on which it can be acknowledged, and which leads to the runbook; empty if
            there is none.
    """
    urgent = incident.severity.upper()
    since = f"Since {_clock(incident.opened)}."
    if link:
        # An address takes most of the room: the name is cut before what happened.
        beginning = f"{urgent} {_cut(_name(incident), _SHORT_NAME)}: "
        return _fitted(beginning, _what(incident), ("", since, link))
    beginning = f"{urgent} {_name(incident)}: "
    answer = f"tocsin ack {incident.id}"
    return _fitted(beginning, _what(incident), (since, _link(incident), answer))


def text_message_of_end(incident: Incident) -> str:
    """Return what tells a phone that it is over."""
    closed = f" at {_clock(incident.closed)}" if incident.closed else ""
    return _fitted(f"OVER{closed}: {_name(incident)}: ", _what(incident), ("", "", incident.id))


def _fitted(beginning: str, what: str, ending: tuple[str, str, str]) -> str:
    """Put a text message together; of its ending, the second part is left out first."""
    begin = beginning.translate(OF_PHONES)
    for parts in (ending, (ending[0], "", ending[2])):
        end = " ".join(filter(None, parts))
        room = LONGEST_TEXT_MESSAGE - len(begin) - len(end) - 1
        if room >= _LEAST_ROOM:
            break
    return f"{begin}{_cut(what.translate(OF_PHONES), room)} {end}"


def _link(incident: Incident) -> str:
    """Return the link to the runbook, if a phone shows each of its characters as one."""
    link = runbook_of(incident)
    is_plain = link.isascii() and link.isprintable()
    return link if is_plain and link.translate(OF_PHONES) == link else ""


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
        visible(f"{incident.severity.upper()}: {incident.service}"),
        "\n".join(firing_lines(incident)),
        *([f"Runbook: {runbook_of(incident)}"] if runbook_of(incident) else []),
        _how_to_answer(incident, link),
        f"Incident {incident.id}, open since {_time(incident.opened)}.",
    ]
    return "\n\n".join(parts)


def mail_of_end(incident: Incident) -> str:
    """Return the text of a mail that tells that it is over."""
    why = incident.timeline[-1].text if incident.timeline else ""
    closed = _time(incident.closed) if incident.closed else ""
    said = visible(f"{incident.service}: it is over since {closed}: {why}.")
    return f"{said}\n\nIncident {incident.id}."


def firing_lines(incident: Incident) -> list[str]:
    """Return a line for each alarm or event that fires: its name, since when, and what happened."""
    names = incident.firing or tuple(incident.members)
    shown = [
        visible(f"- {name}, since {_time(each.at)}: {each.summary}")
        for name in names[:_MOST_SHOWN]
        for each in (incident.members[name],)
    ]
    rest = len(names) - _MOST_SHOWN
    return [*shown, f"- and {rest} more"] if rest > 0 else shown


def _how_to_answer(incident: Incident, link: str) -> str:
    command = f"tocsin ack {incident.id}"
    return f"Acknowledge: {link}\nor by: {command}" if link else f"Acknowledge: {command}"


def _what(incident: Incident) -> str:
    names = incident.firing or tuple(incident.members)
    first = _readable(incident.members[names[0]].summary, names[0]) if names else ""
    return first if len(names) < 2 else f"{first} (+{len(names) - 1} more)"  # noqa: PLR2004 - more than one


def runbook_of(incident: Incident) -> str:
    """Return the link to what to do; empty if there is none."""
    names = incident.firing or tuple(incident.members)
    return next(
        (incident.members[name].runbook for name in names if incident.members[name].runbook), ""
    )


def _name(incident: Incident) -> str:
    names = tuple(incident.members)
    return _cut(_readable(incident.service, *names[:1], "incident"), _LONGEST_NAME)


def _readable(*texts: str) -> str:
    """Return the first text of which plain characters leave more than half, or the last one."""
    found = [(text, plain(text)) for text in texts]
    return next((short for text, short in found if len(short) * 2 > len(text)), found[-1][1])


def visible(text: str) -> str:
    """Return a text on one line, with a blank for whatever cannot be seen or sent."""
    return "".join(each if each.isprintable() else " " for each in text)


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
