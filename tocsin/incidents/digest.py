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

from tocsin.incidents.message import (
    LONGEST_SUBJECT,
    LONGEST_TEXT_MESSAGE,
    OF_PHONES,
    plain,
    visible,
)
from tocsin.incidents.notice import Notice
from tocsin.incidents.request import LONGEST_TEXT
from tocsin.incidents.stored import Item, expires
from tocsin.on_call import Severity

_KEPT: Final = timedelta(days=400)
_LONGEST_SUMMARY: Final = 300
_LONGEST_LINE: Final = 2_000
_LONGEST_NAME: Final = 300
_HEAD: Final = 2 * _LONGEST_NAME
"""Characters before the first service: whose it is, and how much."""


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
            subject=str(document["subject"]),
            service=str(document["service"]),
            state=str(document["state"]),
            at=datetime.fromisoformat(document["at"]).astimezone(UTC),
            summary=str(document["summary"]),
            runbook=str(document["runbook"]),
        )
    except (LookupError, OverflowError, TypeError, ValueError):
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


def due(gathered: Iterable[Gathered], begins: datetime, now: datetime) -> Iterator[Gathered]:
    """Yield what a digest tells on a business day: what came since it began waits for the next.

    What says that it will be is not waited for: an event may name a time to come.

    Args:
        gathered: What waits.
        begins: When the business day begins.
        now: When it is told.
    """
    return (each for each in gathered if not begins < each.at <= now)


def digests(
    gathered: Iterable[Gathered], severity: Severity, system: str, stage: str
) -> Iterator[DigestMessage]:
    """Yield what is to be told, by service, each subject once with how often it fired.

    It is one message, unless Amazon SNS takes no message of that length. What did not fire since
    the last digest is left out: new alarms are OK at first, and that is no news.
    """
    fired = (group for group in _by_subject(gathered) if any(map(_fires, group)))
    parts = tuple(_fitting(fired))
    for number, groups in enumerate(parts, start=1):
        which = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        yield _message(groups, severity, f"{system} {stage}", which)


def untold(gathered: Iterable[Gathered]) -> Iterator[Item]:
    """Yield the keys of what no digest tells, as it did not fire."""
    for group in _by_subject(gathered):
        if not any(map(_fires, group)):
            yield from (each.key for each in group)


def _by_subject(gathered: Iterable[Gathered]) -> Iterable[list[Gathered]]:
    """Return what was gathered, by service and subject, each in order of time."""
    found: dict[tuple[str, str], list[Gathered]] = {}
    for each in sorted(gathered, key=lambda each: (each.service, each.at)):
        found.setdefault((each.service, each.subject), []).append(each)
    return found.values()


def _fires(one: Gathered) -> bool:
    return one.state == "ALARM"


def _is_over(group: Sequence[Gathered]) -> bool:
    """Say whether the last of it is that all is well: what no longer knows is not over."""
    return group[-1].state == "OK"


def _fitting(groups: Iterable[list[Gathered]]) -> Iterator[list[list[Gathered]]]:
    """Yield as many subjects as one message has room for, again and again."""
    part: list[list[Gathered]] = []
    length = _HEAD
    for group in groups:
        heading = "" if part and _service(part[-1]) == _service(group) else _service(group)
        more = len(heading) + len(_line(group)) + 3
        if part and length + more > LONGEST_TEXT:
            yield part
            part, length = [], _HEAD
            more += len(_service(group)) - len(heading)
        part.append(group)
        length += more
    if part:
        yield part


def _message(
    groups: Sequence[list[Gathered]], severity: Severity, whose: str, which: str
) -> DigestMessage:
    services = tuple(dict.fromkeys(map(_service, groups)))
    count = f"{len(groups)} {'thing' if len(groups) == 1 else 'things'} to look at"
    open_ = sum(not _is_over(group) for group in groups)
    begin = f"{whose}, {severity}{which}: {count}, {open_} not over"
    parts = [
        visible(f"{severity.upper()}: {whose}{which}"[:_LONGEST_NAME]),
        f"{count.capitalize()}, {open_} not over.",
    ]
    for service in services:
        lines = (_line(group) for group in groups if _service(group) == service)
        parts.append("\n".join((service, *lines)))
    return DigestMessage(
        title=plain(begin)[:LONGEST_SUBJECT],
        short=_short(plain(begin), [plain(each) for each in services]),
        text="\n\n".join(parts),
        keys=tuple(each.key for group in groups for each in group),
    )


def _service(group: Sequence[Gathered]) -> str:
    return visible(group[0].service[:_LONGEST_NAME])


def _line(group: Sequence[Gathered]) -> str:
    fired = [each for each in group if _fires(each)]
    last = fired[-1]
    often = f"{len(fired)} times since {_time(fired[0].at)}, the last " if len(fired) > 1 else ""
    over = f", over since {_time(group[-1].at)}" if _is_over(group) else ""
    link = f" {last.runbook}" if last.runbook else ""
    name = last.subject[:_LONGEST_NAME]
    line = visible(f"- {last.summary} {often}{_time(last.at)}{over}.{link} ({name})")
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 3]}..."


def _short(begin: str, services: Sequence[str]) -> str:
    """Return the text for a phone: how much, of which services, as far as there is room."""
    text = f"{begin}:" if services else begin
    for number, each in enumerate(services):
        more = f" and {len(services) - number} more"
        if len(text) + len(each) + len(more) + 2 > LONGEST_TEXT_MESSAGE:
            return f"{text}{more}"[:LONGEST_TEXT_MESSAGE].translate(OF_PHONES)
        text = f"{text}{',' if number else ''} {each}"
    return text[:LONGEST_TEXT_MESSAGE].translate(OF_PHONES)


def _partition(severity: Severity) -> str:
    return f"digest#{severity}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
