"""Which metrics drills and recordings have, where, and when alarms were in ALARM."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import REGION
from tests.support.drills import START, alarm_set, band_alarm, metric_alarm, outcome_of
from tests.support.preview import dashboard, expression, metric, panel
from tocsin.preview import Scene, drill_scene

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
