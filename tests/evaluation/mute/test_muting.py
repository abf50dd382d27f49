import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.evaluation.alarm.state import STATES, State
from tocsin.evaluation.composite import (
    ActionRun,
    SuppressionEvent,
    SuppressionStateMachine,
)
from tocsin.evaluation.mute import Window, hold_back

Times = list[tuple[float, State]]


def _actions(times: Times) -> list[ActionRun[float]]:
    return [ActionRun(at, state) for at, state in times]


def _times(actions: tuple[ActionRun[float], ...]) -> Times:
    return [(action.at, action.state) for action in actions]


@pytest.mark.parametrize(
    ("changes", "windows", "run"),
    [
        ([(2, "ALARM")], [(1, 5)], [(5, "ALARM")]),
        ([(2, "ALARM"), (4, "OK")], [(1, 5)], [(5, "OK")]),
        ([(2, "ALARM")], [(1, 5), (3, 9)], [(9, "ALARM")]),
        ([(2, "ALARM")], [(1, 3), (4, 6)], [(3, "ALARM")]),
        ([(0, "ALARM")], [(1, 5)], [(0, "ALARM")]),
        ([(0, "ALARM"), (2, "OK")], [(1, 5)], [(0, "ALARM"), (5, "OK")]),
        ([(1, "ALARM")], [(1, 5)], [(5, "ALARM")]),
        ([(5, "ALARM")], [(1, 5)], [(5, "ALARM")]),
        ([(2, "ALARM"), (5, "OK")], [(1, 5)], [(5, "OK")]),
        ([(2, "ALARM"), (3, "OK"), (4, "ALARM")], [(1, 5)], [(5, "ALARM")]),
        ([(2, "ALARM")], [(1, 3), (3, 6)], [(6, "ALARM")]),
        ([(2, "ALARM")], [], [(2, "ALARM")]),
    ],
)
def test_a_mute_holds_back_until_it_ends(
    changes: Times, windows: list[tuple[float, float]], run: Times
) -> None:
    """Held back actions run once when the last mute ends, if the alarm is still in that state."""
    result = hold_back(_actions(changes), [Window(*window) for window in windows])
    assert _times(result.run) == run


def test_only_configured_actions_run() -> None:
    """An alarm that is OK again when its mute ends runs no ALARM actions."""
    result = hold_back(
        _actions([(2, "ALARM")]), [Window(1.0, 5.0)], states=[(2, "ALARM"), (4, "OK")]
    )
    assert result.run == ()
    assert _times(result.held_back) == [(2, "ALARM")]


def test_nothing_runs_after_the_end_of_time() -> None:
    """What a mute delays beyond the end of the interval is left out."""
    assert hold_back(_actions([(2, "ALARM")]), [Window(1.0, 5.0)], until=4.0).run == ()


def test_a_mute_outranks_suppression() -> None:
    """Actions that a suppressor lets through are still held back by a mute."""
    machine: SuppressionStateMachine[float] = SuppressionStateMachine(
        wait_period=2, extension_period=3, composite="OK", suppressor="OK"
    )
    events = [SuppressionEvent(2.0, "composite", "ALARM")]
    actions = machine.run(events, end=20.0)
    result = hold_back(actions, [Window(3.0, 10.0)], states=[(2, "ALARM")])
    assert _times(result.held_back) == [(4, "ALARM")]
    assert _times(result.run) == [(10, "ALARM")]


_TIMES = st.lists(
    st.tuples(st.integers(0, 30).map(float), st.sampled_from(STATES)),
    max_size=8,
    unique_by=lambda item: item[0],
).map(sorted)
_WINDOWS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 10)).map(
        lambda item: Window(float(item[0]), float(item[0] + item[1]))
    ),
    max_size=4,
)


@given(_TIMES, _WINDOWS)
def test_nothing_runs_within_a_mute(changes: Times, windows: list[Window[float]]) -> None:
    """No action runs inside any window; each runs as it was, or at the end of a window."""
    result = hold_back(_actions(changes), windows)
    for action in result.run:
        assert not any(action.at in window for window in windows)
        assert action in _actions(changes) or action.at in {window.end for window in windows}
    assert len(result.run) <= len(changes)


@given(_TIMES, _WINDOWS)
def test_the_last_word_is_the_alarms_state(changes: Times, windows: list[Window[float]]) -> None:
    """The last action that runs is that of the alarm's last state, mutes or not."""
    result = hold_back(_actions(changes), windows)
    assert [action.state for action in result.run][-1:] == [state for _, state in changes][-1:]
