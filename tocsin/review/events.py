"""Rules of EventBridge: which operational events are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly import EventRule
from tocsin.review.comparison import About
from tocsin.review.pairs import normal
from tocsin.review.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Assembly, Resource
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison

_TYPE = "AWS::Events::Rule"
_DISABLED = "DISABLED"


def event_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield the rules that come, go, or match or tell otherwise."""
    for pair in comparison.of(_TYPE):
        about = About.pair(pair)
        old = _read(pair.before, comparison.pairs.base)
        new = _read(pair.after, comparison.pairs.head)
        if old is None and new is not None:
            yield about.change("event/added", f"is new{_heard(comparison, new, 'hear')}")
        elif old is not None and new is None:
            yield about.change("event/removed", f"is gone{_heard(comparison, old, 'heard')}")
        elif old is not None and new is not None:
            yield from _changed(about, comparison, old, new)


def _read(resource: Resource | None, assembly: Assembly) -> EventRule | None:
    return None if resource is None else EventRule(resource=resource, index=assembly.index)


def _heard(comparison: Comparison, rule: EventRule, did: str) -> str:
    targets = _targets(comparison, rule)
    verb = "hears" if did == "hear" and len(targets) == 1 else did
    return f": {listed(targets)} {verb} of it" if targets else ""


def _targets(comparison: Comparison, rule: EventRule) -> frozenset[str]:
    return comparison.targets(each.link for each in rule.targets)


def _changed(
    about: About, comparison: Comparison, old: EventRule, new: EventRule
) -> Iterator[Change]:
    was_off, is_off = old.state == _DISABLED, new.state == _DISABLED
    if was_off != is_off:
        yield about.change(
            "event/removed" if is_off else "event/added",
            "is switched off" if is_off else "is switched on",
            before=old.state,
            after=new.state,
            at=("State",),
        )
    if normal(old.pattern, "EventPattern") != normal(new.pattern, "EventPattern"):
        yield about.change("event/changed", "matches other events", at=("EventPattern",))
    one, other = old.text("ScheduleExpression"), new.text("ScheduleExpression")
    if one != other:
        what = f"runs at other times: {one or 'never'} → {other or 'never'}"
        at = ("ScheduleExpression",)
        yield about.change("event/changed", what, before=one, after=other, at=at)
    was, now = (_targets(comparison, each) for each in (old, new))
    lost, gained = was - now, now - was
    if lost or gained:
        parts = [f"no longer starts {listed(lost)}"] if lost else []
        parts += [f"starts {listed(gained)}"] if gained else []
        yield about.change(
            "event/changed",
            " and ".join(parts),
            before=listed(was),
            after=listed(now),
            effect="worse" if lost and not gained else None,
            at=("Targets",),
        )
