"""Which notifications of an alarm a mute holds back, and which run when it ends.

A mute holds back the actions of every state. When it ends, the actions held back run if the
alarm is still in the state in which they were. A mute outranks a composite's suppressor: hand
in what would run after suppression.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules-behaviour.html
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from tocsin.evaluation.alarm import State
from tocsin.evaluation.composite import Action, Instant
from tocsin.evaluation.mute.window import Window, merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted(Generic[Instant]):
    """What a mute did to the notifications of one alarm.

    Attributes:
        run: Notifications that go out, in order of time; those that a mute delayed are at its
            end.
        held_back: Notifications as they would have gone out within a mute.
    """

    run: tuple[Action[Instant], ...]
    held_back: tuple[Action[Instant], ...]


def mute(
    notifications: Iterable[Action[Instant]],
    windows: Iterable[Window[Instant]],
    *,
    changes: Iterable[Action[Instant]] | None = None,
    until: Instant | None = None,
) -> Muted[Instant]:
    """Hold back the notifications of one alarm that fall into windows.

    Args:
        notifications: When actions would run, and of which state.
        windows: When the alarm is muted; rules that overlap mute together.
        changes: When the alarm enters which state. None if every change is a notification.
        until: Leave out what would run after this instant; None for no end.
    """
    wanted = sorted(notifications, key=lambda item: item.at)
    history = wanted if changes is None else sorted(changes, key=lambda item: item.at)
    run, held_back = list(wanted), list[Action[Instant]]()
    for window in merged(windows):
        inside = [item for item in run if item.at in window]
        run = [item for item in run if item.at not in window]
        held_back += inside
        if inside and _state_at(history, window.end) in {None, inside[-1].state}:
            run.append(Action(window.end, inside[-1].state))
    if until is not None:
        run = [item for item in run if item.at <= until]
    return Muted(run=tuple(sorted(run, key=lambda item: item.at)), held_back=tuple(held_back))


def _state_at(history: Sequence[Action[Instant]], instant: Instant) -> State | None:
    """Return the state after the last change up to `instant`, that instant included."""
    before = [item.state for item in history if item.at <= instant]
    return before[-1] if before else None
