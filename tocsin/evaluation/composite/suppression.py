"""Action suppression of a composite alarm: an alarm that holds its actions back.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html

The suppressor in ALARM holds back every action. A change of the composite while the suppressor
is not in ALARM starts the wait period, the suppressor's leaving ALARM the extension period;
either replaces a timer that runs. When a timer ends, the actions of the composite's state at
that time run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias

from tocsin.evaluation.alarm import ALARM, OK, State
from tocsin.evaluation.composite.instant import Instant, later

SuppressedBy: TypeAlias = Literal["Alarm", "WaitPeriod", "ExtensionPeriod"]
"""Why actions are held back, in the words of DescribeAlarms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressionOptions:
    """Choices where AWS's documentation leaves the behaviour open.

    Attributes:
        repeat_after_extension: Whether the end of an extension period runs the actions of the
            current state even if the composite has not changed since its actions last ran. The
            documentation says that actions are taken "based on the current state".
        ok_after_extension_without_alarm: Whether it runs OK actions although no ALARM actions
            ran before.
        change_beats_timer: Whether a change at the very instant a timer ends comes first. A
            suppressor that enters ALARM exactly at the end of the wait period then suppresses.
    """

    repeat_after_extension: bool = True
    ok_after_extension_without_alarm: bool = True
    change_beats_timer: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressor:
    """The alarm that suppresses, and how long to wait around its changes (seconds)."""

    alarm: str
    wait_period: float
    extension_period: float


@dataclass(frozen=True, slots=True)
class ActionRun(Generic[Instant]):
    """At `at` the actions of `state` run."""

    at: Instant
    state: State


@dataclass(frozen=True, slots=True)
class SuppressionEvent(Generic[Instant]):
    """Something that happens at `at`: the composite or the suppressor enters `state`.

    `replaced` means that another alarm, in `state`, becomes the suppressor.
    """

    at: Instant
    subject: Literal["composite", "suppressor", "replaced"]
    state: State


@dataclass(slots=True, kw_only=True)
class SuppressionStateMachine(Generic[Instant]):
    """Takes in what happens, in order of time, and says when actions run.

    Attributes:
        wait_period: Seconds.
        extension_period: Seconds.
        composite: The composite's present state.
        suppressor: The suppressor's present state.
        options: What to do where AWS leaves it open.
    """

    wait_period: float
    extension_period: float
    composite: State
    suppressor: State
    options: SuppressionOptions = SuppressionOptions()
    _timer: tuple[SuppressedBy, Instant] | None = None
    _is_held: bool = False
    _last_acted: State | None = None

    @property
    def suppressed_by(self) -> SuppressedBy | None:
        """Why actions are held back now; None if they are not."""
        if self.suppressor == ALARM:
            return "Alarm"
        return self._timer[0] if self._timer else None

    def advance(self, to: Instant, *, inclusive: bool = True) -> list[ActionRun[Instant]]:
        """Let time pass up to `to`, and return what runs on the way."""
        if self._timer is None:
            return []
        kind, end = self._timer
        if end > to or (end == to and not inclusive):
            return []
        self._timer = None
        return self._act(end, kind)

    def on(self, event: SuppressionEvent[Instant]) -> list[ActionRun[Instant]]:
        """Take in an event, and return what runs before or because of it."""
        runs = self.advance(event.at, inclusive=not self.options.change_beats_timer)
        match event.subject:
            case "composite":
                self._on_composite(event)
            case "suppressor":
                self._on_suppressor(event)
            case "replaced":
                self._timer = None
                self.suppressor = event.state
        return runs

    def run(
        self, events: Iterable[SuppressionEvent[Instant]], *, end: Instant
    ) -> list[ActionRun[Instant]]:
        """Take in events, in order of time, and let time pass to `end` (inclusive)."""
        runs = [run for event in events for run in self.on(event)]
        return runs + self.advance(end)

    def _on_composite(self, event: SuppressionEvent[Instant]) -> None:
        if event.state == self.composite:
            return
        self.composite = event.state
        self._is_held = True
        if self.suppressor != ALARM:
            self._timer = ("WaitPeriod", later(event.at, self.wait_period))

    def _on_suppressor(self, event: SuppressionEvent[Instant]) -> None:
        was, self.suppressor = self.suppressor, event.state
        if event.state == ALARM:
            self._timer = None
        elif was == ALARM:
            self._timer = ("ExtensionPeriod", later(event.at, self.extension_period))

    def _act(self, at: Instant, kind: SuppressedBy) -> list[ActionRun[Instant]]:
        if kind == "ExtensionPeriod" and not self._acts_after_extension():
            self._is_held = False
            return []
        self._is_held = False
        self._last_acted = self.composite
        return [ActionRun(at, self.composite)]

    def _acts_after_extension(self) -> bool:
        if not self._is_held and not self.options.repeat_after_extension:
            return False
        if self.composite == OK and self._last_acted != ALARM:
            return self.options.ok_after_extension_without_alarm
        return True
