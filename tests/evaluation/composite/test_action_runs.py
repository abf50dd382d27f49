from typing import Any

import pytest

from tocsin.evaluation.alarm.state import State
from tocsin.evaluation.composite import (
    ActionRun,
    CompositeAlarm,
    StateChange,
    UnknownAlarmError,
    action_runs,
    changes_over_time,
    read_composite_alarm,
)

_SUPPRESSOR: dict[str, object] = {
    "ActionsSuppressor": "deploying",
    "ActionsSuppressorWaitPeriod": 60,
    "ActionsSuppressorExtensionPeriod": 90,
}
Event = tuple[float, str, State]

_STATES: dict[str, State] = {"a": "OK", "deploying": "OK", "shop": "OK"}


def _alarm(**changes: object) -> CompositeAlarm:
    properties: dict[str, Any] = {"AlarmName": "shop", "AlarmRule": "ALARM(a)", **changes}
    return read_composite_alarm(properties)


def _actions(alarm: CompositeAlarm, *events: Event) -> list[ActionRun[float]]:
    children = [StateChange(*event) for event in events]
    composites = changes_over_time({"shop": alarm.rule}, children, states=_STATES)
    changes = [*children, *(change.state_change for change in composites)]
    return action_runs(alarm, changes, states=_STATES, end=1000.0)


def test_without_suppressor_actions_run_at_once() -> None:
    """A composite without a suppressor acts when its state changes."""
    assert _actions(_alarm(), (5, "a", "ALARM"), (9, "a", "OK")) == [
        ActionRun(5, "ALARM"),
        ActionRun(9, "OK"),
    ]


def test_disabled_actions_never_run() -> None:
    """A composite whose actions are disabled changes state and stays silent."""
    assert _actions(_alarm(ActionsEnabled=False), (5, "a", "ALARM")) == []


def test_a_suppressor_delays_and_holds_back() -> None:
    """A composite with a suppressor waits, and acts after the extension."""
    alarm = _alarm(**_SUPPRESSOR)
    assert _actions(alarm, (5, "a", "ALARM")) == [ActionRun(65, "ALARM")]
    held: list[Event] = [
        (5, "a", "ALARM"),
        (30, "deploying", "ALARM"),
        (300, "deploying", "OK"),
    ]
    assert _actions(alarm, *held) == [ActionRun(390, "ALARM")]


def test_a_suppressor_that_recovers_with_its_composite_starts_a_wait() -> None:
    """At one instant the suppressor's change comes first, the composite's restarts the timer."""
    events: list[Event] = [
        (5, "deploying", "ALARM"),
        (6, "a", "ALARM"),
        (50, "a", "OK"),
        (50, "deploying", "OK"),
    ]
    assert _actions(_alarm(**_SUPPRESSOR), *events) == [ActionRun(110, "OK")]


def test_a_suppressor_without_state_is_an_error() -> None:
    """A suppressor that no one knows cannot be followed."""
    changes: list[StateChange[float]] = []
    with pytest.raises(UnknownAlarmError, match="deploying"):
        action_runs(_alarm(**_SUPPRESSOR), changes, states={"a": "OK"}, end=1.0)
