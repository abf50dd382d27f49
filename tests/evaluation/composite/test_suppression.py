from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.evaluation.alarm.state import STATES, State
from tocsin.evaluation.composite import (
    ActionRun,
    SuppressionEvent,
    SuppressionOptions,
    SuppressionStateMachine,
)

_WAIT = 2.0
_EXTENSION = 3.0
_END = 100.0

Subject = Literal["composite", "suppressor", "replaced"]
Events = list[tuple[float, Subject, State]]


def _run(
    events: Events,
    *,
    composite: State = "OK",
    suppressor: State = "OK",
    options: SuppressionOptions | None = None,
) -> list[tuple[float, State]]:
    machine: SuppressionStateMachine[float] = SuppressionStateMachine(
        wait_period=_WAIT,
        extension_period=_EXTENSION,
        composite=composite,
        suppressor=suppressor,
        options=options or SuppressionOptions(),
    )
    actions = machine.run(map(_event, events), end=_END)
    return [(action.at, action.state) for action in actions]


def _event(event: tuple[float, Subject, State]) -> SuppressionEvent[float]:
    return SuppressionEvent(*event)


@pytest.mark.parametrize(
    ("suppressor", "events", "expected"),
    [
        ("OK", [(2, "composite", "ALARM")], [(4, "ALARM")]),
        ("OK", [(2, "composite", "ALARM"), (3, "suppressor", "ALARM")], []),
        ("OK", [(2, "composite", "ALARM"), (3, "composite", "OK")], [(5, "OK")]),
        ("ALARM", [(2, "composite", "ALARM")], []),
        (
            "OK",
            [(2, "composite", "ALARM"), (3, "suppressor", "ALARM"), (6, "suppressor", "OK")],
            [(9, "ALARM")],
        ),
        (
            "OK",
            [
                (2, "composite", "ALARM"),
                (3, "suppressor", "ALARM"),
                (6, "suppressor", "OK"),
                (7, "composite", "OK"),
            ],
            [(9, "OK")],
        ),
    ],
)
def test_documented_examples(
    suppressor: State, events: Events, expected: list[tuple[float, State]]
) -> None:
    """Actions run when AWS's six examples say, with a wait of 2 and an extension of 3."""
    assert _run(events, suppressor=suppressor) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([(0, "composite", "OK")], [(2, "OK")]),
        ([(0, "suppressor", "INSUFFICIENT_DATA"), (1, "composite", "ALARM")], [(3, "ALARM")]),
        (
            [(0, "composite", "ALARM"), (1, "suppressor", "ALARM"), (5, "composite", "OK")],
            [],
        ),
        (
            [
                (0, "composite", "ALARM"),
                (1, "suppressor", "ALARM"),
                (5, "suppressor", "INSUFFICIENT_DATA"),
            ],
            [(8, "ALARM")],
        ),
        (
            [
                (0, "suppressor", "ALARM"),
                (5, "suppressor", "OK"),
                (6, "suppressor", "ALARM"),
                (7, "composite", "ALARM"),
                (9, "suppressor", "OK"),
            ],
            [(12, "ALARM")],
        ),
        ([(0, "composite", "ALARM"), (1, "replaced", "OK")], []),
        (
            [(0, "composite", "ALARM"), (1, "replaced", "ALARM"), (4, "suppressor", "OK")],
            [(7, "ALARM")],
        ),
    ],
)
def test_further_orders_of_events(events: Events, expected: list[tuple[float, State]]) -> None:
    """Leaving INSUFFICIENT_DATA waits too, and a replaced suppressor drops the timer."""
    assert _run(events, composite="INSUFFICIENT_DATA") == expected


def test_a_new_suppressor_never_suppresses_before_it_alarms() -> None:
    """A suppressor that never enters ALARM only delays actions by the wait period."""
    events: Events = [(0, "composite", "ALARM"), (10, "composite", "OK")]
    assert _run(events) == [(2, "ALARM"), (12, "OK")]


_PAGED_THEN_MAINTAINED: Events = [
    (0, "composite", "ALARM"),
    (10, "suppressor", "ALARM"),
    (20, "suppressor", "OK"),
]


@pytest.mark.parametrize(("repeat", "expected"), [(True, [2, 23]), (False, [2])])
def test_repeating_actions_after_an_extension_is_an_option(
    *, repeat: bool, expected: list[float]
) -> None:
    """Whether the end of an extension repeats actions that ran before can be chosen."""
    options = SuppressionOptions(repeat_after_extension=repeat)
    assert [at for at, _ in _run(_PAGED_THEN_MAINTAINED, options=options)] == expected


@pytest.mark.parametrize(("allowed", "expected"), [(True, [(13, "OK")]), (False, [])])
def test_ok_actions_after_a_suppressed_alarm_are_an_option(
    *, allowed: bool, expected: list[tuple[float, State]]
) -> None:
    """Whether OK actions run after an ALARM that nobody was told of can be chosen."""
    events: Events = [
        (0, "suppressor", "ALARM"),
        (1, "composite", "ALARM"),
        (5, "composite", "OK"),
        (10, "suppressor", "OK"),
    ]
    options = SuppressionOptions(ok_after_extension_without_alarm=allowed)
    assert _run(events, options=options) == expected


@pytest.mark.parametrize(("change_first", "expected"), [(True, []), (False, [(2, "ALARM")])])
def test_a_change_at_the_end_of_a_timer_is_an_option(
    *, change_first: bool, expected: list[tuple[float, State]]
) -> None:
    """Whether a suppressor that alarms just as the wait ends still suppresses can be chosen."""
    events: Events = [(0, "composite", "ALARM"), (2, "suppressor", "ALARM")]
    options = SuppressionOptions(change_beats_timer=change_first)
    assert _run(events, options=options) == expected


def test_the_reason_of_suppression_is_told() -> None:
    """While actions are held back, the machine says why, in CloudWatch's words."""
    machine: SuppressionStateMachine[float] = SuppressionStateMachine(
        wait_period=_WAIT, extension_period=_EXTENSION, composite="OK", suppressor="OK"
    )
    reasons = [machine.suppressed_by]
    for event in _PAGED_THEN_MAINTAINED:
        machine.on(_event(event))
        reasons.append(machine.suppressed_by)
    assert reasons == [None, "WaitPeriod", "Alarm", "ExtensionPeriod"]
    assert machine.advance(23.0) == [ActionRun(23.0, "ALARM")]
    assert machine.suppressed_by is None


_SUBJECTS: tuple[Subject, ...] = ("composite", "suppressor")


def _at_times(events: Events) -> Events:
    return sorted(events, key=lambda event: event[0])


_EVENTS = st.lists(
    st.tuples(
        st.integers(0, 40).map(lambda half: half / 2),
        st.sampled_from(_SUBJECTS),
        st.sampled_from(STATES),
    ),
    max_size=12,
).map(_at_times)
_OPTIONS = st.builds(
    SuppressionOptions,
    repeat_after_extension=st.booleans(),
    ok_after_extension_without_alarm=st.booleans(),
    change_beats_timer=st.booleans(),
)


@given(_EVENTS, _OPTIONS)
def test_no_action_runs_while_suppressed(events: Events, options: SuppressionOptions) -> None:
    """An action never runs while the suppressor is in ALARM, and is of the present state."""
    for at, state in _run(events, options=options):
        before = [event for event in events if event[0] < at]
        suppressor = [event[2] for event in before if event[1] == "suppressor"]
        composite = [event[2] for event in before if event[1] == "composite"]
        assert ["OK", *suppressor][-1] != "ALARM"
        assert ["OK", *composite][-1] == state


@given(_EVENTS, _OPTIONS)
def test_every_action_follows_a_full_timer(events: Events, options: SuppressionOptions) -> None:
    """An action runs exactly a wait period after the composite's last change, or an extension."""
    for at, _ in _run(events, options=options):
        starts = {event[0] + _WAIT for event in events if event[1] == "composite"} | {
            event[0] + _EXTENSION for event in events if event[1] == "suppressor"
        }
        assert at in starts


@given(_EVENTS)
def test_numbers_and_datetimes_are_the_same(events: Events) -> None:
    """Time may be seconds or datetimes; the actions are the same."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    machine: SuppressionStateMachine[datetime] = SuppressionStateMachine(
        wait_period=_WAIT, extension_period=_EXTENSION, composite="OK", suppressor="OK"
    )
    dated = [
        SuppressionEvent(start + timedelta(seconds=item.at), item.subject, item.state)
        for item in map(_event, events)
    ]
    actions = machine.run(dated, end=start + timedelta(seconds=_END))
    found = [((action.at - start).total_seconds(), action.state) for action in actions]
    assert found == _run(events)
