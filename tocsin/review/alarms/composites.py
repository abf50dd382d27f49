"""Composite alarms: their rules, and what holds their actions back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.evaluation import CompositeAlarm
from tocsin.review.comparison import called
from tocsin.review.words import length, listed, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Alarm
    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change


def composites(pair: AlarmPair) -> Iterator[Change]:
    """Yield what a composite alarm that was there before waits for otherwise."""
    if pair.before is None or pair.after is None:
        return
    yield from _rule(pair)
    yield from _suppression(pair, pair.before, pair.after)


def _rule(pair: AlarmPair) -> Iterator[Change]:
    if pair.old is None or pair.new is None:
        return
    old, new = pair.old.definition, pair.new.definition
    if not (isinstance(old, CompositeAlarm) and isinstance(new, CompositeAlarm)):
        return
    assert pair.before is not None
    assert pair.after is not None
    before, after = (" ".join(each.text("AlarmRule").split()) for each in (pair.before, pair.after))
    if old.rule == new.rule or before == after:
        return
    was, now = set(old.rule.alarm_names), set(new.rule.alarm_names)
    parts = [
        f"{word} {listed(names)}"
        for word, names in (("no longer looks at", was - now), ("now looks at", now - was))
        if names
    ]
    yield pair.about.change(
        "alarm/rule",
        ", and ".join(parts) or f"has another rule: {short(after)}",
        before=short(before),
        after=short(after),
        at=("AlarmRule",),
    )


def _suppression(pair: AlarmPair, before: Alarm, after: Alarm) -> Iterator[Change]:
    was, now = (_suppressor(each) for each in (before, after))
    at = ("ActionsSuppressor",)
    if was == now:
        return
    if now and not was:
        what = f"tells nobody while {now} holds it back"
        yield pair.about.change("alarm/suppressed", what, after=now, at=at)
    elif was and not now:
        what = f"is no longer held back by {was}"
        yield pair.about.change("alarm/not-suppressed", what, before=was, at=at)
    else:
        what = f"is held back by {now} instead of {was}"
        yield pair.about.change("alarm/suppression", what, before=was, after=now, at=at)


def _suppressor(alarm: Alarm) -> str:
    """Return what holds the actions of an alarm back, in words; nothing if nothing does."""
    link = alarm.link("ActionsSuppressor")
    if link is None:
        return ""
    name = link.arn if link.resource is None else called(link.resource)
    wait, extension = (
        _seconds(alarm, f"ActionsSuppressor{each}") for each in ("WaitPeriod", "ExtensionPeriod")
    )
    return f"{name} (waits {wait}, holds on {extension})"


def _seconds(alarm: Alarm, name: str) -> str:
    value = alarm.properties.get(name, 0)
    return length(value) if isinstance(value, (int, float)) and value else "0 seconds"
