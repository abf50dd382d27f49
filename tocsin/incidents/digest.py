"""What is gathered for the next business day: its items in the table, and what a person reads.

A notification that is delivered twice is gathered once, and one is removed only when it has been
told.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from tocsin.incidents.message import LONGEST_SUBJECT, LONGEST_TEXT_MESSAGE, plain, visible
from tocsin.incidents.notice import Notice
from tocsin.incidents.stored import Item, expires
from tocsin.on_call import Severity

MOST_TOLD: Final = 40
"""Subjects in one digest; what is more comes in another one, right behind it."""

_KEPT: Final = timedelta(days=400)
_LONGEST_SUMMARY: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A notification that waits for the next business day.

    Attributes:
        key: The key of its item.
        subject: What it is about.
        service: The service.
        state: The alarm's new state.
        at: When that was.
        summary: What happened, in one line.
        runbook: A link to what to do; empty if there is none.
    """

    key: Item
    subject: str
    service: str
    state: str
    at: datetime
    summary: str
    runbook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMessage:
    """One digest.

    Attributes:
        title: The subject of a mail.
        short: What a phone shows.
        text: The text of a mail.
        keys: The items that it tells.
    """

    title: str
    short: str
    text: str
    keys: tuple[Item, ...]


def gathered_item(table: str, notice: Notice) -> Item:
    """Return a PutItem of a notification: the same one has the same key."""
    told = f"{notice.subject}\n{notice.state}\n{notice.at.isoformat()}\n{notice.summary}"
    document = {
        "subject": notice.subject,
        "service": notice.service,
        "state": notice.state,
        "at": notice.at.isoformat(),
        "summary": notice.summary[:_LONGEST_SUMMARY],
        "runbook": notice.runbook,
    }
    return {
        "TableName": table,
        "Item": {
            "pk": {"S": _partition(notice.severity)},
            "sk": {"S": f"{notice.at.astimezone(UTC).isoformat()}#{_hash(told)}"},
            "document": {"S": json.dumps(document, separators=(",", ":"))},
            "expires": {"N": expires(notice.at + _KEPT)},
        },
    }


def all_gathered(table: str, severity: Severity) -> Item:
    """Return a Query of what waits, the oldest first."""
    return {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": _partition(severity)}},
        "ConsistentRead": True,
    }


def read_gathered(item: Mapping[str, Any]) -> Gathered:
    """Return what an item holds; one that cannot be read is told as such, and not kept for ever."""
    key = {"pk": item["pk"], "sk": item["sk"]}
    try:
        document = json.loads(item["document"]["S"])
        return Gathered(
            key=key,
            subject=document["subject"],
            service=document["service"],
            state=document["state"],
            at=datetime.fromisoformat(document["at"]),
            summary=document["summary"],
            runbook=document["runbook"],
        )
    except (LookupError, TypeError, ValueError):
        return Gathered(
            key=key,
            subject="a notification that cannot be read",
            service="incidents",
            state="ALARM",
            at=datetime.fromtimestamp(0, UTC),
            summary="Its item in the table is not one of this version.",
            runbook="",
        )


def removed(table: str, key: Item) -> Item:
    """Return a DeleteItem of what has been told."""
    return {"TableName": table, "Key": key}


def digests(
    gathered: Iterable[Gathered], severity: Severity, system: str, stage: str
) -> Iterator[DigestMessage]:
    """Yield what is to be told, by service, each subject once with how often it fired."""
    by_subject: dict[tuple[str, str], list[Gathered]] = {}
    for each in sorted(gathered, key=lambda each: (each.service, each.at)):
        by_subject.setdefault((each.service, each.subject), []).append(each)
    groups = list(by_subject.values())
    for begin in range(0, len(groups), MOST_TOLD):
        yield _message(groups[begin : begin + MOST_TOLD], severity, f"{system} {stage}")


def _message(groups: Sequence[list[Gathered]], severity: Severity, whose: str) -> DigestMessage:
    services = tuple(dict.fromkeys(group[0].service for group in groups))
    count = f"{len(groups)} {'thing' if len(groups) == 1 else 'things'} to look at"
    open_ = sum(group[-1].state == "ALARM" for group in groups)
    begin = f"{whose}, {severity}: {count}, {open_} not over"
    parts = [visible(f"{severity.upper()}: {whose}"), f"{count.capitalize()}, {open_} not over."]
    for service in services:
        lines = (_line(group) for group in groups if group[0].service == service)
        parts.append("\n".join((visible(service), *lines)))
    return DigestMessage(
        title=plain(begin)[:LONGEST_SUBJECT],
        short=_short(plain(begin), [plain(each) for each in services]),
        text="\n\n".join(parts),
        keys=tuple(each.key for group in groups for each in group),
    )


def _line(group: Sequence[Gathered]) -> str:
    fired = [each for each in group if each.state == "ALARM"]
    last = fired[-1] if fired else group[-1]
    times = f"{len(fired)} times, the last " if len(fired) > 1 else ""
    over = "" if group[-1].state == "ALARM" else f", over since {_time(group[-1].at)}"
    link = f" {last.runbook}" if last.runbook else ""
    return visible(f"- {last.summary} {times}{_time(last.at)}{over}.{link} ({last.subject})")


def _short(begin: str, services: Sequence[str]) -> str:
    """Return the text for a phone: how much, of which services, as far as there is room."""
    text = f"{begin}:" if services else begin
    for number, each in enumerate(services):
        more = f" and {len(services) - number} more"
        if len(text) + len(each) + len(more) + 2 > LONGEST_TEXT_MESSAGE:
            return f"{text}{more}"[:LONGEST_TEXT_MESSAGE]
        text = f"{text}{',' if number else ''} {each}"
    return text[:LONGEST_TEXT_MESSAGE]


def _partition(severity: Severity) -> str:
    return f"digest#{severity}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
