"""What drills and recorded data say of a change."""

from pathlib import Path

import pytest

from tests.support.reviews import Json, edited, said, sides, system
from tocsin.recorded import read_recorded
from tocsin.review import Known, review

ALARMS = {"Resources": system("alarms")}
LONGER = {"set": {"NoOrders/EvaluationPeriods": 9, "NoOrders/DatapointsToAlarm": 9}}
HEAD = "namespace,metric,dimensions,statistic,period,unit,timestamp,value"
DRILLS = {
    "drills.yaml": """
drills:
  orders stop:
    alarm: shop-no-orders
    values: 12x10 0x5 1x10
    expect:
      - {state: ALARM, at: 14m}
  orders go on:
    alarm: shop-no-orders
    values: 12x10
    expect:
      - {never: ALARM}
"""
}


def drilled(folder: Path, before: Json, after: Json, drills: dict[str, str]) -> list[str]:
    """Return what is said of drills."""
    found = review(*sides(folder, before, after), Known(drills=drills))
    return [each for each in said(found) if " drill/" in each]


def test_a_drill_that_passed_fails(tmp_path: Path) -> None:
    """An alarm that fires later is too late for a drill, which says so."""
    (found,) = drilled(tmp_path, ALARMS, edited(ALARMS, LONGER), DRILLS)
    says = "Drill 'orders stop' fails, and passed before: shop-no-orders: expected ALARM at 14m; "
    assert found == f"critical drill/fails: {says}it was OK since 0m."


def test_a_drill_that_failed_passes(tmp_path: Path) -> None:
    """The way back is said, too."""
    assert drilled(tmp_path, edited(ALARMS, LONGER), ALARMS, DRILLS) == [
        "info drill/passes: Drill 'orders stop' passes, and failed before."
    ]


def test_a_drill_of_an_alarm_that_is_gone_cannot_be_run(tmp_path: Path) -> None:
    """Drills name alarms; without the alarm nobody knows what they say."""
    (found,) = drilled(tmp_path, ALARMS, edited(ALARMS, {"put": {"NoOrders": None}}), DRILLS)
    assert found.startswith("critical drill/fails: Drills of drills.yaml cannot be run any more: ")


def test_drills_of_no_alarm_are_not_passed_over(tmp_path: Path) -> None:
    """A file that can be run on neither side is told, and not taken for one that passes."""
    drills = {"d.yaml": DRILLS["drills.yaml"].replace("shop-no-orders", "shop-nothing")}
    (found,) = drilled(tmp_path, ALARMS, edited(ALARMS, LONGER), drills)
    assert found.startswith("warning drill/unread: Drills of d.yaml can be run on neither side: ")


def test_a_new_critical_alarm_lacks_drills(tmp_path: Path) -> None:
    """A critical alarm that nobody has tried is told; one that has its drills is not."""
    before = edited(ALARMS, {"put": {"NoOrders": None}})
    (found,) = drilled(tmp_path, before, ALARMS, {})
    lacks = "no drill in which it fires and none in which it could fire and does not"
    assert found == f"critical drill/missing: Alarm shop-no-orders has {lacks}."
    assert drilled(tmp_path, before, ALARMS, DRILLS) == []


def test_drills_of_other_alarms_are_not_run(tmp_path: Path) -> None:
    """A drill that fails on both sides is not news."""
    drills = {"drills.yaml": DRILLS["drills.yaml"].replace("at: 14m", "at: 11m")}
    assert drilled(tmp_path, ALARMS, edited(ALARMS, LONGER), drills) == []


@pytest.mark.parametrize(("threshold", "direction"), [(1, "less"), (50, "more")])
def test_recorded_data_alert_people_otherwise(
    threshold: int, direction: str, tmp_path: Path
) -> None:
    """The same recorded data go through the alarms of both sides."""
    base = edited(ALARMS, {"set": {"NoOrders/Threshold": 5}})
    head = edited(ALARMS, {"set": {"NoOrders/Threshold": threshold}})
    values = [*[100] * 30, *[3] * 10, *[100] * 30, *[20] * 10, *[100] * 30]
    rows = [
        f"Shop,Orders,Service=checkout,Sum,60,,2026-01-05T{at // 60:02}:{at % 60:02}:00Z,{value}"
        for at, value in enumerate(values)
    ]
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([HEAD, *rows, ""]))
    recording, problems = read_recorded(path)
    found = said(review(*sides(tmp_path, base, head), Known(recording=recording)))
    begin = f"warning backtest/alerts-{direction}: Alarm shop-no-orders would have alerted people "
    assert not problems
    assert [each for each in found if each.startswith(f"{begin}{direction} often: ")] != []
