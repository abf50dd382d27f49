"""Which notifications go out."""

import pytest

from tests.support.alarms import alarm
from tocsin.evaluation import State
from tocsin.evaluation.history import ActionsSwitch, Notification, notifications

CHANGES: list[tuple[float, State]] = [(10, "ALARM"), (20, "OK"), (30, "INSUFFICIENT_DATA")]


def test_actions_of_the_entered_state_run() -> None:
    """Each change runs the actions of the state it leads to, if there are any."""
    watched = alarm(AlarmActions=["arn:page"], InsufficientDataActions=["arn:log"])

    assert [
        Notification(at=10, state="ALARM", actions=("arn:page",)),
        Notification(at=30, state="INSUFFICIENT_DATA", actions=("arn:log",)),
    ] == notifications(watched, CHANGES, "OK")


def test_first_transition_of_a_new_alarm_notifies() -> None:
    """A new alarm that becomes OK runs its OK actions; staying in a state runs nothing."""
    watched = alarm(OKActions=["arn:ok"])

    assert len(notifications(watched, [(5, "OK")], "INSUFFICIENT_DATA")) == 1
    assert notifications(watched, [(5, "OK")], "OK") == []


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        ([(0, False)], []),
        ([(0, False), (15, True)], ["OK"]),
        ([(15, False)], ["ALARM"]),
        ([(10, True)], ["OK", "ALARM"]),
    ],
)
def test_enabling_does_not_fire_again(
    switches: list[tuple[float, bool]], expected: list[str]
) -> None:
    """Actions enabled between ALARM and OK send an OK alone; nothing is repeated."""
    watched = alarm(AlarmActions=["arn:page"], OKActions=["arn:ok"])
    switched = [ActionsSwitch(at=at, enabled=enabled) for at, enabled in switches]
    sent = notifications(watched, CHANGES, "OK", switched)

    assert set(expected) == {notification.state for notification in sent}


def test_disabled_alarm_sends_nothing() -> None:
    """ActionsEnabled false holds until somebody enables actions."""
    watched = alarm(AlarmActions=["arn:page"], OKActions=["arn:ok"], ActionsEnabled=False)
    enabled = [ActionsSwitch(at=15, enabled=True)]

    assert notifications(watched, CHANGES, "OK") == []
    assert [sent.state for sent in notifications(watched, CHANGES, "OK", enabled)] == ["OK"]
