"""Which metrics drills and recordings have, where, and when alarms were in ALARM."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import REGION
from tests.support.drills import START, alarm_set, band_alarm, metric_alarm, outcome_of
from tests.support.preview import dashboard, expression, metric, panel
from tocsin.backtest import back_test
from tocsin.preview import Scene, drill_scene, recorded_scene
from tocsin.recorded import read_recorded

ORDERS_STOP = """
alarm: no-orders
values: 5x5 0x5 5x5
expect: [{state: OK, at: 15m}]
"""


def scene(folder: Path, body: str, *targets: dict[str, Any], **changes: object) -> Scene:
    """Return what a dashboard with one panel shows of a drill."""
    alarms = alarm_set(folder, NoOrders=metric_alarm("no-orders"), Band=band_alarm())
    return drill_scene(outcome_of(alarms, body), [dashboard(panel(*targets), **changes)])


@pytest.mark.parametrize(("region", "count"), [(REGION, 1), ("us-east-1", 0), ("default", 1)])
def test_a_drill_feeds_metrics_where_its_alarms_are(
    tmp_path: Path, region: str, count: int
) -> None:
    """A panel of another Region shows nothing of them."""
    found = scene(tmp_path, ORDERS_STOP, metric("A", "Orders", region=region))

    assert len(found.data["shop"]) == count


def test_a_scene_lasts_as_long_as_the_data(tmp_path: Path) -> None:
    """From the start of the drill."""
    found = scene(tmp_path, ORDERS_STOP, metric("A", "Orders"))

    assert (found.start, found.end) == (START, START + 15 * 60)


@pytest.mark.parametrize(
    ("prefix", "region", "names"),
    [
        ("", "$region", []),
        ("no-", "$region", ["no-orders"]),
        ("other-", "$region", []),
        ("no-", "us-east-1", []),
        ("no-", "default", ["no-orders"]),
    ],
)
def test_marks_are_of_the_alarms_that_annotations_ask_for(
    tmp_path: Path, prefix: str, region: str, names: list[str]
) -> None:
    """By the beginning of their names, and their Region."""
    query = {"alarmNamePrefix": prefix, "region": region}
    asked = {"list": [{"name": "Alarms", "enable": True, "target": query}]}

    found = scene(tmp_path, ORDERS_STOP, annotations=asked)

    assert [each.alarm for each in found.alarms["shop"]] == names


def test_a_mark_lasts_from_alarm_to_ok(tmp_path: Path) -> None:
    """As the simulation says."""
    asked = {"list": [{"target": {"alarmNamePrefix": "no-"}}]}
    (span,) = scene(tmp_path, ORDERS_STOP, annotations=asked).alarms["shop"]
    (lasting,) = scene(
        tmp_path, ORDERS_STOP.replace("5x5 0x5 5x5", "5x5 0x10"), annotations=asked
    ).alarms["shop"]

    assert (span.begins, span.ends) == (START + 8 * 60, START + 11 * 60)
    assert (lasting.begins, lasting.ends) == (START + 8 * 60, None)


def test_a_drill_gives_the_band_of_its_alarm_to_panels(tmp_path: Path) -> None:
    """Whatever the ids of the panel are."""
    body = """
alarm: band
series:
  - {id: m, values: 1x5}
  - {id: b, lower: 0x5, upper: 4x5}
expect: [{state: OK, at: 5m}]
"""
    asked = metric("A", "Orders", dimensions={}, hide=True)
    band = expression("B", "ANOMALY_DETECTION_BAND(orders, 2)", label="Usual")

    found = scene(tmp_path, body, asked, band)

    assert {each.name: each.values.tolist() for each in found.data["shop"]["1"].series} == {
        "Usual lower": [0] * 5,
        "Usual upper": [4] * 5,
    }


RECORDED = """namespace,metric,dimensions,unit,statistic,period,timestamp,value
Shop,Orders,Balancer=app/shop/1,,Sum,60,2026-01-05T00:00:00Z,5
Shop,Orders,Balancer=app/shop/1,,Sum,60,2026-01-05T00:01:00Z,7
Shop,Orders,Stage=prod,,Average,60,2026-01-05T00:00:00Z,3
"""


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ({"dimensions": {"Balancer": ["app/shop/1"]}}, [5, 7]),
        ({"dimensions": {"Balancer": ["$balancer"]}}, [5, 7]),
        ({"dimensions": {"Balancer": ["*"]}}, [5, 7]),
        ({"dimensions": {"Balancer": ["app/shop/1"]}, "period": "120"}, [12]),
        ({"dimensions": {"Balancer": ["app/shop/1"]}, "statistic": "Average"}, None),
        ({"dimensions": {"Stage": ["prod"]}}, None),
        ({"dimensions": {"Stage": ["prod"]}, "statistic": "Average", "period": "300"}, None),
    ],
)
def test_a_recording_serves_the_statistics_that_it_has(
    tmp_path: Path, query: dict[str, Any], values: list[float] | None
) -> None:
    """And longer periods, where those of shorter ones add up."""
    file = tmp_path / "data.csv"
    file.write_text(RECORDED)
    recorded, problems = read_recorded(file)
    box = {"name": "balancer", "type": "textbox", "label": "/shop/balancer", "query": ""}
    shown = dashboard(panel(metric("A", "Orders", **query)), templating={"list": [box]})
    resolved = {"{{resolve:ssm:/shop/balancer}}": "app/shop/1"}
    test = back_test(alarm_set(tmp_path), recorded)

    data = recorded_scene("data", test, recorded, resolved, [shown]).data["shop"]

    assert problems == ()
    drawn = None if not data else data["1"].series[0].values.tolist()
    assert drawn == values
