"""Holds back the actions of composite alarms that have an actions suppressor."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from local.overlay import emulator
from local.overlay.emulator import AlarmRecord
from tocsin.evaluation import State, StateChange, composite

RunActions = Callable[[AlarmRecord, StateChange], None]


@dataclass(slots=True, kw_only=True)
class _Held:
    """A composite alarm's machine, its suppressor, and the change that waits."""

    machine: composite.SuppressionStateMachine[float]
    suppressor: composite.Suppressor
    change: StateChange


class Suppressions:
    """The suppression of every composite alarm that has changed its state, by ARN."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    def hold(self, alarm: AlarmRecord, change: StateChange, at: float) -> bool:
        """Take in a transition; say whether its actions wait for the suppressor."""
        suppressor = _suppressor(alarm)
        if not suppressor:
            self._held.pop(alarm["AlarmArn"], None)
            return False
        held = self._held.get(alarm["AlarmArn"])
        if not held or held.suppressor != suppressor:
            held = _begin(suppressor, change)
            self._held[alarm["AlarmArn"]] = held
        held.change = change
        held.machine.on(composite.SuppressionEvent(at, "composite", change.state))
        _describe(alarm, held)
        return True

    def advance(self, alarm: AlarmRecord, at: float, run_actions: RunActions) -> None:
        """Let time pass for one composite alarm, and run the actions that are due."""
        held = self._held.get(alarm["AlarmArn"])
        if not held:
            return
        runs = held.machine.advance(at)
        state = _state_of(held.suppressor.alarm)
        if state != held.machine.suppressor:
            runs += held.machine.on(composite.SuppressionEvent(at, "suppressor", state))
        for run in runs:
            run_actions(alarm, replace(held.change, state=run.state, at=at))
        _describe(alarm, held)


SUPPRESSIONS = Suppressions()


def _suppressor(alarm: AlarmRecord) -> composite.Suppressor | None:
    if not alarm.get("ActionsSuppressor"):
        return None
    return composite.Suppressor(
        alarm=composite.alarm_name(alarm["ActionsSuppressor"]),
        wait_period=float(alarm.get("ActionsSuppressorWaitPeriod", 0)),
        extension_period=float(alarm.get("ActionsSuppressorExtensionPeriod", 0)),
    )


def _begin(suppressor: composite.Suppressor, change: StateChange) -> _Held:
    machine: composite.SuppressionStateMachine[float] = composite.SuppressionStateMachine(
        wait_period=suppressor.wait_period,
        extension_period=suppressor.extension_period,
        composite=change.old_state,
        suppressor=_state_of(suppressor.alarm),
    )
    return _Held(machine=machine, suppressor=suppressor, change=change)


def _state_of(name: str) -> State:
    alarm = emulator.metric_alarms.get(name) or emulator.composite_alarms.get(name)
    state: State = alarm["StateValue"] if alarm else "INSUFFICIENT_DATA"
    return state


def _describe(alarm: AlarmRecord, held: _Held) -> None:
    """Say on the alarm what holds its actions back, as DescribeAlarms does."""
    for key in ("ActionsSuppressedBy", "ActionsSuppressedReason"):
        alarm.pop(key, None)
    if by := held.machine.suppressed_by:
        alarm["ActionsSuppressedBy"] = by
        alarm["ActionsSuppressedReason"] = f"Actions suppressed by {by} ({held.suppressor.alarm})"
