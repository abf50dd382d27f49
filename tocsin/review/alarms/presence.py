"""Alarms that are new, gone, renamed or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.alarms.texts import condition, told
from tocsin.review.comparison import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Alarm
    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change

_HISTORY = "CloudWatch keeps the history of an alarm under its name; it begins anew"


def presence(pair: AlarmPair) -> Iterator[Change]:
    """Yield that an alarm comes or goes, or what it is called now."""
    if pair.before is None:
        yield _added(pair)
    elif pair.after is None:
        yield _removed(pair)
    elif called(pair.before.resource) != called(pair.after.resource):
        yield _renamed(pair)
    elif pair.comparison.pairs.after.get(pair.before.resource) is not pair.after.resource:
        yield _moved(pair)


def _added(pair: AlarmPair) -> Change:
    assert pair.after is not None
    asks = condition(pair.new)
    return pair.about.change(
        "alarm/added",
        f"is new{f': it fires at {asks}' if asks else ''}, and {told(pair.head_reach)}",
        after=asks,
    )


def _removed(pair: AlarmPair) -> Change:
    assert pair.before is not None
    asks, stack = condition(pair.old), pair.before.stack
    people = pair.base_reach.people
    what = f"is gone{f': nothing fires any more at {asks}' if asks else ''}"
    if stack in pair.comparison.pairs.left_behind:
        what = f"leaves the app with {stack.name}, and is gone once somebody deletes that"
    return pair.about.change(
        "alarm/removed",
        what,
        before=asks,
        why=f"it told {', '.join(sorted(people))}" if people else "",
        fix="say in the pull request what watches this now, or keep the alarm",
    )


def _renamed(pair: AlarmPair) -> Change:
    assert pair.before is not None
    assert pair.after is not None
    before, after = called(pair.before.resource), called(pair.after.resource)
    return pair.about.change(
        "alarm/renamed",
        f"was {before}: its history is lost, and it begins in INSUFFICIENT_DATA",
        before=before,
        after=after,
        why=_HISTORY,
        fix="keep the alarm's name, and change its description instead",
        at=("AlarmName",),
    )


def _moved(pair: AlarmPair) -> Change:
    assert pair.before is not None
    before, after = _place(pair.before), _place(pair.after) if pair.after else ""
    return pair.about.change(
        "alarm/moved",
        f"keeps its name and moves from {before} to {after}",
        before=before,
        after=after,
        why="CloudFormation makes the new one before it deletes the old one, and two alarms "
        "cannot have one name",
        matters=True,
    )


def _place(alarm: Alarm) -> str:
    return f"{alarm.stack.name}/{alarm.logical_id}"
