"""What an alarm says of itself: severity, runbook, owner, service and text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tocsin.diagnostics import elapsed
from tocsin.on_call import SEVERITIES
from tocsin.review.side import service_of
from tocsin.review.words import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Alarm
    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change

_RUNBOOK_TAG = "tocsin:runbook"
_OWNER_TAG = "tocsin:owner"
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")


def record(pair: AlarmPair) -> Iterator[Change]:
    """Yield how people would take an alarm otherwise that was there before."""
    if pair.before is None or pair.after is None:
        return
    yield from _severity(pair)
    yield from _response_time(pair)
    yield from _runbook(pair, pair.before, pair.after)
    yield from _owner(pair, pair.before, pair.after)
    yield from _service(pair, pair.before, pair.after)
    yield from _description(pair, pair.before, pair.after)


def _severity(pair: AlarmPair) -> Iterator[Change]:
    old, new = pair.severities
    if old == new:
        return
    ranks = [SEVERITIES.index(each) if each else len(SEVERITIES) for each in (old, new)]
    is_lower = ranks[1] > ranks[0]
    was, now = (each or "no severity" for each in (old, new))
    yield pair.about.change(
        "alarm/less-urgent" if is_lower else "alarm/more-urgent",
        f"is {now if new else 'without a severity'}, no longer {was}"
        if old
        else f"is {now}, where nothing told its severity",
        before=was,
        after=now,
        at=("Tags",),
    )


def _response_time(pair: AlarmPair) -> Iterator[Change]:
    """Yield another response time, where the severity is the same."""
    if pair.old is None or pair.new is None or pair.severities[0] != pair.severities[1]:
        return
    before, after = pair.old.respond_within, pair.new.respond_within
    if before == after:
        return
    was, now = (
        "the next business day" if each is None else elapsed(each.total_seconds())
        for each in (before, after)
    )
    yield pair.about.change(
        "alarm/response-time",
        f"is to be answered within {now} instead of {was}",
        before=was,
        after=now,
        at=("Tags",),
    )


def _runbook(pair: AlarmPair, before: Alarm, after: Alarm) -> Iterator[Change]:
    was, now = runbook_of(before), runbook_of(after)
    if was == now:
        return
    if was and not now:
        what = f"has no runbook any more: it was {was}"
        yield pair.about.change("alarm/runbook-lost", what, before=was)
    else:
        what = f"has {'another runbook' if was else 'a runbook'}: {now}"
        yield pair.about.change(
            "alarm/runbook", what, before=was, after=now, effect=None if was else "better"
        )


def runbook_of(alarm: Alarm) -> str:
    """Return where it says what to do about an alarm: its tag, or the link in what people read."""
    link = _LINK.search(alarm.description)
    return alarm.tags.get(_RUNBOOK_TAG) or (link[0].rstrip(".,;") if link else "")


def _owner(pair: AlarmPair, before: Alarm, after: Alarm) -> Iterator[Change]:
    was, now = (each.tags.get(_OWNER_TAG, "") for each in (before, after))
    if was != now:
        what = f"is owned by {now or 'nobody'}{f' instead of {was}' if was else ''}"
        yield pair.about.change("alarm/owner", what, before=was, after=now, at=("Tags",))


def _service(pair: AlarmPair, before: Alarm, after: Alarm) -> Iterator[Change]:
    was, now = (service_of(each.tags) for each in (before, after))
    if was != now:
        what = f"is of {now or 'no service'}{f' instead of {was}' if was else ''}"
        yield pair.about.change("alarm/service", what, before=was, after=now, at=("Tags",))


def _description(pair: AlarmPair, before: Alarm, after: Alarm) -> Iterator[Change]:
    was, now = (" ".join(each.description.split()) for each in (before, after))
    if was != now:
        yield pair.about.change(
            "alarm/description",
            "tells people another text" if now else "tells people no text any more",
            before=short(was),
            after=short(now),
            at=("AlarmDescription",),
        )
