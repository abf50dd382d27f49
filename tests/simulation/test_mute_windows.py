from pathlib import Path

import pytest

from tests.support.drills import START, Json, metric_alarm, system
from tocsin.simulation.mute_windows import mute_schedules, mute_windows


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
    schedules, refused = mute_schedules(assembly.mute_rules)

    windows = mute_windows(schedules, assembly.alarms[0], START, START + 3 * 3600)

    assert refused == ()
    assert [((each.start - START) / 60, (each.end - START) / 60) for each in windows] == expected


def test_a_rule_that_cannot_be_read(tmp_path: Path) -> None:
    """A rule that CloudWatch would refuse has a name, a place and a reason."""
    assembly = system(tmp_path, Mute=_mute(["no-orders"], "cron(never)"))

    schedules, ((name, where, why),) = mute_schedules(assembly.mute_rules)

    assert schedules == ()
    assert (name, "shop.json" in where, "Expression" in why) == ("night", True, True)
