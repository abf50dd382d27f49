"""Intervals of time in which alarms are muted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic

from tocsin.evaluation.composite import Instant


@dataclass(frozen=True, slots=True)
class Window(Generic[Instant]):
    """From `start` up to, not including, `end`."""

    start: Instant
    end: Instant

    def __contains__(self, instant: Instant) -> bool:
        """Whether the instant lies in the window."""
        return self.start <= instant < self.end


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
