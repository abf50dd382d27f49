"""When an alarm is muted, which of its actions are then held back, and which run at the end.

A mute holds back the actions of every state. When it ends, the actions held back run if the
alarm is still in the state in which they were. A mute outranks a composite's suppressor: hand
in what would run after suppression.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules-behaviour.html
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from tocsin.evaluation.alarm import State
from tocsin.evaluation.composite import ActionRun, Instant


@dataclass(frozen=True, slots=True)
class Window(Generic[Instant]):
    """A time in which an alarm is muted: from `start` up to, not including, `end`."""

    start: Instant
    end: Instant

    def __contains__(self, instant: Instant) -> bool:
        """Whether the instant lies in the window."""
        return self.start <= instant < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted(Generic[Instant]):
    """What a mute did to the actions of one alarm.

    Attributes:
        run: What runs, in order of time; what a mute delayed runs at its end.
        held_back: What would have run within a mute.
    """

    run: tuple[ActionRun[Instant], ...]
    held_back: tuple[ActionRun[Instant], ...]


def hold_back(
    runs: Iterable[ActionRun[Instant]],
    windows: Iterable[Window[Instant]],
    *,
    states: Iterable[tuple[Instant, State]] | None = None,
    until: Instant | None = None,
) -> Muted[Instant]:
    """Hold back the actions of one alarm that would run within windows.

    Args:
        runs: When actions would run, and of which state.
        windows: When the alarm is muted; rules that overlap mute together.
        states: When the alarm enters which state. None if every change runs actions.
        until: Leave out what would run after this instant; None for no end.
    """
    wanted = _in_order_of_time(runs)
    entered = [(run.at, run.state) for run in wanted] if states is None else states
    changes = sorted(entered, key=lambda change: change[0])
    run, held_back = list(wanted), list[ActionRun[Instant]]()
    for window in merged_windows(windows):
        inside = [item for item in run if item.at in window]
        run = [item for item in run if item.at not in window]
        held_back += inside
        if inside and _state_at(changes, window.end) in {None, inside[-1].state}:
            run.append(ActionRun(window.end, inside[-1].state))
    if until is not None:
        run = [item for item in run if item.at <= until]
    return Muted(run=tuple(_in_order_of_time(run)), held_back=tuple(held_back))


def merged_windows(windows: Iterable[Window[Instant]]) -> list[Window[Instant]]:
    """Join windows that overlap or touch: an alarm is muted while any rule mutes it."""
    joined: list[Window[Instant]] = []
    for window in sorted(windows, key=lambda item: item.start):
        if joined and window.start <= joined[-1].end:
            last = joined.pop()
            joined.append(Window(last.start, max(last.end, window.end)))
        else:
            joined.append(window)
    return joined


def _in_order_of_time(runs: Iterable[ActionRun[Instant]]) -> list[ActionRun[Instant]]:
    return sorted(runs, key=lambda run: run.at)


def _state_at(changes: Sequence[tuple[Instant, State]], instant: Instant) -> State | None:
    """Return the state after the last change up to `instant`, that instant included."""
    before = [state for at, state in changes if at <= instant]
    return before[-1] if before else None
