from pathlib import Path

import pytest

from tests.support.drills import alarm_set, composite_alarm, metric_alarm, subscription
from tocsin.evaluation import State
from tocsin.simulation import recipients_of

OF_BEGINNINGS = {
    "FilterPolicyScope": "MessageBody",
    "FilterPolicy": {"NewStateValue": ["ALARM"], "OldStateValue": ["OK"]},
}


@pytest.mark.parametrize("alarm", ["no-orders", "down"])
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("ALARM", ["email ana@example.com", "sms +15550100"]),
        ("OK", ["email ana@example.com", "sms +15550100 (closed)"]),
        ("INSUFFICIENT_DATA", []),
    ],
)
def test_each_state_has_recipients(
    tmp_path: Path, alarm: str, state: State, expected: list[str]
) -> None:
    """Who is told follows from the templates alone, with the message of that transition."""
    alarms = alarm_set(
        tmp_path,
        A=metric_alarm("no-orders"),
        C=composite_alarm("down", "ALARM(no-orders)"),
        Sms=subscription("sms", "+15550100", **OF_BEGINNINGS),
    )

    found = recipients_of(alarms[alarm], alarms.routes, state)

    assert [str(each) for each in found] == expected


def test_an_alarm_that_does_not_act(tmp_path: Path) -> None:
    """Without its actions enabled an alarm tells nobody."""
    alarms = alarm_set(tmp_path, A=metric_alarm("no-orders", ActionsEnabled=False))

    assert recipients_of(alarms["no-orders"], alarms.routes) == ()
