from pathlib import Path

import pytest

from tests.support.drills import Json, metric_alarm, subscription, system
from tocsin.delivery import Ways
from tocsin.simulation.routes import Routes

MESSAGE = {"AlarmName": "a", "OldStateValue": "OK", "NewStateValue": "ALARM"}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"NewStateValue": ["ALARM"]}, ["email ana@example.com", "sms +15550100"]),
        ({"NewStateValue": ["OK"]}, ["email ana@example.com", "sms +15550100 (closed)"]),
        (
            {"AlarmName": [{"resembles": "a"}]},
            ["email ana@example.com", "sms +15550100 (unknown)"],
        ),
    ],
)
def test_filter_policies(tmp_path: Path, policy: Json, expected: list[str]) -> None:
    """A subscription hears what its policy lets through; what is not decided is unknown."""
    assembly = system(
        tmp_path,
        A=metric_alarm("a"),
        Sms=subscription("sms", "+15550100", FilterPolicy=policy, FilterPolicyScope="MessageBody"),
    )
    (alarm,) = assembly.alarms
    routes = Routes(Ways(assembly=assembly))

    found = routes.recipients(alarm, alarm.alarm_actions[0], lambda: MESSAGE)

    assert [str(each) for each in found] == expected
