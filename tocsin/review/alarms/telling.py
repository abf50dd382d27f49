"""Whom an alarm tells: its actions, and who is behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.alarms.texts import told
from tocsin.review.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change

_OTHERS = (("OKActions", "is over"), ("InsufficientDataActions", "has no data"))


def telling(pair: AlarmPair) -> Iterator[Change]:
    """Yield what an alarm that was there before does otherwise, and who hears of it or not."""
    if pair.before is None or pair.after is None:
        return
    found = [*_switch(pair), *_actions(pair)]
    yield from found or _people(pair)
    yield from _other_actions(pair)


def _switch(pair: AlarmPair) -> Iterator[Change]:
    assert pair.before is not None
    assert pair.after is not None
    was, now = pair.before.actions_enabled, pair.after.actions_enabled
    if was and not now:
        what = f"does nothing any more: its actions are switched off{_heard(pair)}"
        yield pair.about.change(
            "alarm/disabled", what, before="on", after="off", at=("ActionsEnabled",)
        )
    elif now and not was:
        what = f"acts again, and {told(pair.head_reach)}"
        yield pair.about.change(
            "alarm/enabled", what, before="off", after="on", at=("ActionsEnabled",)
        )


def _actions(pair: AlarmPair) -> Iterator[Change]:
    assert pair.before is not None
    assert pair.after is not None
    targets = pair.comparison.targets
    old, new = (targets(each.alarm_actions) for each in (pair.before, pair.after))
    lost, gained = old - new, new - old
    if lost and not new:
        only = "its only action, " if len(lost) == 1 else ""
        kind = "alarm/no-action"
        what = f"does nothing any more when it fires: it lost {only}{listed(lost)}{_heard(pair)}"
    elif lost or gained:
        kind = "alarm/action-removed" if lost else "alarm/action-added"
        parts = [f"no longer starts {listed(lost)}"] if lost else []
        parts += [f"starts {listed(gained)} {'instead' if lost else 'too'}"] if gained else []
        what = f"{' and '.join(parts)} when it fires{_now(pair)}"
    else:
        return
    is_silent = pair.new is not None and pair.base_reach.people and pair.head_reach.is_nobody
    yield pair.about.change(
        "alarm/pages-nobody" if is_silent and new else kind,
        what,
        before=listed(old),
        after=listed(new),
        at=("AlarmActions",),
    )


def _heard(pair: AlarmPair) -> str:
    people = pair.base_reach.people
    return f"; it told {listed(people)}" if people else ""


def _now(pair: AlarmPair) -> str:
    """Say who is told now, if these are others."""
    before, after = pair.base_reach, pair.head_reach
    if before.people == after.people or pair.new is None:
        return ""
    lost, gained = before.people - after.people, after.people - before.people
    if lost and not gained and after.people:
        return f"; {listed(lost)} no longer {'hears' if len(lost) == 1 else 'hear'} of it"
    return f"; now it {told(after)}{f' instead of {listed(lost)}' if lost else ''}"


def _other_actions(pair: AlarmPair) -> Iterator[Change]:
    assert pair.before is not None
    assert pair.after is not None
    for name, when in _OTHERS:
        old, new = (pair.comparison.targets(each.links(name)) for each in (pair.before, pair.after))
        if old == new:
            continue
        is_lost = name == "OKActions" and old and not new
        what = f"does nothing any more when it {when}" if is_lost else f"acts otherwise: {when}"
        yield pair.about.change(
            "alarm/ok-action-removed" if is_lost else "alarm/other-action",
            what if is_lost else f"starts {listed(new) or 'nothing'} when it {when}",
            before=listed(old),
            after=listed(new),
            at=(name,),
        )


def _people(pair: AlarmPair) -> Iterator[Change]:
    before, after = pair.base_reach, pair.head_reach
    if before.people == after.people or pair.old is None or pair.new is None:
        return
    lost, gained = before.people - after.people, after.people - before.people
    if before.people and after.is_nobody:
        kind = "alarm/pages-nobody"
        what = f"tells nobody any more: it told {listed(before.people)}"
    elif lost:
        instead = f"; now it {told(after)}" if gained or after.people else ""
        kind, what = "alarm/pages-fewer", f"no longer tells {listed(lost)}{instead}"
    else:
        kind = "alarm/pages-more"
        what = f"{'also ' if before.people else ''}tells {listed(gained)}"
    yield pair.about.change(kind, what, before=listed(before.people), after=listed(after.people))
