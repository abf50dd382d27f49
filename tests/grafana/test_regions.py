"""Dashboards of a stage that is active in several Regions."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.viewpoints import changed, planned
from tocsin.grafana import alarms_without_panel, lint, render

TEXT = (Path(__file__).parent.parent / "support" / "two_regions.yaml").read_text()
PLAN = planned(TEXT)
HOME, OTHER = PLAN.regions


def _boards() -> dict[str, dict[str, Any]]:
    return {spec.id: render(spec) for spec in PLAN.dashboards}


def _panels(board: dict[str, Any]) -> list[dict[str, Any]]:
    rows = board["panels"]
    return [*rows, *(panel for row in rows for panel in row.get("panels", ()))]


def test_rules_of_dashboards_hold() -> None:
    """The lint finds nothing, and each alarm of each Region has a panel."""
    assert [problem for board in _boards().values() for problem in lint(board)] == []
    assert alarms_without_panel(PLAN.dashboards, PLAN.alarms) == ()


def test_charts_read_each_region() -> None:
    """No chart waits for somebody to choose a Region; logs and traces are read in one."""
    board = _boards()["checkout"]
    found = {
        panel["title"]: {target.get("region") for target in panel.get("targets", ())}
        for panel in _panels(board)
    }

    assert found["Checkout: orders placed"] == {HOME, OTHER}
    assert found["Checkout: refunds paid"] == {OTHER}
    assert found["Newest errors"] == {"$region"}
    (choice,) = [each for each in board["templating"]["list"] if each["name"] == "region"]
    assert (choice["type"], choice["query"]) == ("custom", f"{HOME},{OTHER}")


def test_nothing_is_chosen_where_nothing_asks() -> None:
    """Without logs and traces there is no choice of a Region."""
    names = {each["name"] for each in _boards()["operations"]["templating"]["list"]}

    assert "region" not in names


def test_each_region_has_values_of_its_own() -> None:
    """A stored value is asked for once for each Region, and used in that Region's query."""
    board = _boards()["overview"]
    variables = {each["name"]: each for each in board["templating"]["list"]}
    groups = {
        target["region"]: target["dimensions"]["TargetGroup"]
        for panel in _panels(board)
        for target in panel.get("targets", ())
        if "TargetGroup" in target.get("dimensions", {})
    }

    assert groups == {
        HOME: ["${target_group_eu_west_1}"],
        OTHER: ["${target_group_us_east_1}"],
    }
    assert f"--region {OTHER}" in variables["target_group_us_east_1"]["description"]


def test_changes_of_alarms_are_drawn_for_each_region() -> None:
    """The history of alarms is read in each Region by name."""
    queries = [each["target"] for each in _boards()["overview"]["annotations"]["list"]]

    assert [each["region"] for each in queries if "region" in each] == [HOME, OTHER]


@pytest.mark.parametrize("period", ["", "        period: 5m\n"])
def test_an_alarm_with_an_axis_of_its_own_stays_in_its_region(period: str) -> None:
    """A threshold over another period is drawn in a chart of its own, one for each Region."""
    edit = ("        metric: orders placed\n        severity: critical\n", "")
    text = changed((edit[0], f"{edit[0]}{period}"), text=TEXT).replace("critical\n", "warning\n")
    specs = planned(text).dashboards
    board = json.dumps(render(next(spec for spec in specs if spec.id == "checkout")))

    assert ("orders placed, each 5 min (us-east-1)" in board) == bool(period)
    assert "{{resolve" not in board
