from pathlib import Path

import pytest

from tests.support.drills import START, Json, metric_alarm, system
from tocsin.simulation import NotEvaluated
from tocsin.simulation.alarm_set import MuteSchedule, mute_windows, read_mute_schedule


def _mute(targets: list[object], expression: str = "cron(30 0 * * *)", **changes: object) -> Json:
    return {
        "Type": "AWS::CloudWatch::AlarmMuteRule",
        "Properties": {
            "Name": "night",
            "Rule": {"Schedule": {"Expression": expression, "Duration": "PT1H"}},
            "MuteTargets": {"AlarmNames": targets},
            **changes,
        },
    }


@pytest.mark.parametrize(
    ("mute", "expected"),
    [
        (_mute(["no-orders"]), [(30, 90)]),
        (_mute([{"Ref": "NoOrders"}]), [(30, 90)]),
        (_mute(["other"]), []),
        (_mute(["no-orders"], "at(2026-01-05T01:00)"), [(60, 120)]),
        (_mute(["no-orders"], "at(2026-01-06T01:00)"), []),
        (_mute(["no-orders"], ExpireDate="2026-01-05T00:45:00Z"), [(30, 45)]),
    ],
)
def test_windows(tmp_path: Path, mute: Json, expected: list[tuple[float, float]]) -> None:
    """A rule mutes the alarms it names, by name or by reference, in its windows."""
    assembly = system(tmp_path, NoOrders=metric_alarm("no-orders"), Mute=mute)
    schedules = [read_mute_schedule(rule) for rule in assembly.mute_rules]
    read = [each for each in schedules if isinstance(each, MuteSchedule)]

    windows = mute_windows(read, assembly.alarms[0], START, START + 3 * 3600)

    assert read == schedules
    assert [((each.start - START) / 60, (each.end - START) / 60) for each in windows] == expected


def test_a_rule_that_cannot_be_read(tmp_path: Path) -> None:
    """A rule that CloudWatch would refuse has a name, a place and a reason."""
    assembly = system(tmp_path, Mute=_mute(["no-orders"], "cron(never)"))

    (rule,) = assembly.mute_rules
    refused = read_mute_schedule(rule)

    assert isinstance(refused, NotEvaluated)
    assert refused.alarm == "night"
    assert "shop.json" in refused.where
    assert "Expression" in refused.why
