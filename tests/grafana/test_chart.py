from dataclasses import replace
from typing import Any

import pytest

from tests.support.dashboards import (
    FAILURE_RATE,
    NO_ORDERS,
    ORDERS_PLACED,
    PANEL,
    dashboard_of,
    panel_titled,
    panels_of,
)
from tocsin.grafana import lint, render
from tocsin.plan import PanelSpec, SeriesSpec


def drawn(panel: PanelSpec) -> dict[str, Any]:
    """Return the chart of *panel*, on a dashboard that the linter accepts."""
    dashboard = render(dashboard_of(panel))
    assert lint(dashboard) == ()
    return panel_titled(dashboard, panel.title)


def test_chart_draws_the_thresholds_of_its_alarms() -> None:
    """The dashed line stands at the alarm's threshold in the colour of its severity."""
    defaults = drawn(PANEL)["fieldConfig"]["defaults"]

    assert defaults["thresholds"] == {
        "mode": "absolute",
        "steps": [{"color": "red", "value": None}, {"color": "transparent", "value": 1}],
    }
    assert defaults["custom"]["thresholdsStyle"] == {"mode": "dashed"}


def test_chart_without_alarms_draws_no_threshold() -> None:
    """Nothing but the series stands in a chart that nobody is called for."""
    defaults = drawn(replace(PANEL, alarms=()))["fieldConfig"]["defaults"]

    assert defaults["thresholds"]["steps"] == [{"color": "transparent", "value": None}]
    assert defaults["custom"]["thresholdsStyle"] == {"mode": "off"}


def test_chart_tells_when_somebody_is_called_and_what_to_do() -> None:
    """The description has the alarm's condition in words and the link of its runbook."""
    description = drawn(PANEL)["description"]

    assert PANEL.means in description
    assert NO_ORDERS.condition in description
    assert f"[Runbook: No orders]({NO_ORDERS.runbook})" in description


@pytest.mark.parametrize(
    ("unit", "threshold", "expected"),
    [
        ("per minute", 1, (0, None)),
        ("none", 1, (None, None)),
        ("per minute", -1, (None, None)),
        ("percent", 80, (0, 100)),
        ("percent", 5, (0, None)),
    ],
)
def test_axis_begins_at_zero_and_shows_whole_shares(
    unit: str, threshold: float, expected: tuple[float | None, float | None]
) -> None:
    """Counts and shares begin at 0; shares end at 100 unless only small ones matter."""
    series = replace(ORDERS_PLACED, unit=unit)
    alarm = replace(NO_ORDERS, series=series, threshold=threshold)
    defaults = drawn(replace(PANEL, series=(series,), alarms=(alarm,)))["fieldConfig"]["defaults"]

    assert (defaults.get("min"), defaults["custom"].get("axisSoftMax")) == expected


def test_series_differ_in_more_than_colour() -> None:
    """Each further series has its own colour and its own dashes, and a legend names all."""
    series = tuple(replace(ORDERS_PLACED, label=f"Series {number}") for number in range(6))
    panel = drawn(replace(PANEL, series=series, alarms=()))
    styles = [
        tuple(str(each["value"]) for each in override["properties"])
        for override in panel["fieldConfig"]["overrides"]
    ]

    assert len(set(styles)) == 5
    assert len({colour for colour, _ in styles}) == 5
    assert len({dash for _, dash in styles}) == 5
    assert panel["options"]["legend"]["displayMode"] == "table"
    assert panel["options"]["legend"]["calcs"] == ["lastNotNull", "max"]


def test_second_unit_has_its_own_axis() -> None:
    """A series with another unit is read on the right."""
    panel = drawn(replace(PANEL, series=(ORDERS_PLACED, FAILURE_RATE)))
    (override,) = panel["fieldConfig"]["overrides"]
    properties = {each["id"]: each["value"] for each in override["properties"]}

    assert panel["fieldConfig"]["defaults"]["unit"] == "cpm"
    assert properties["unit"] == "percent"
    assert properties["custom.axisPlacement"] == "right"


def test_many_series_become_several_charts() -> None:
    """No chart has more than six series."""
    series = tuple(replace(ORDERS_PLACED, label=f"Series {number}") for number in range(8))
    dashboard = render(dashboard_of(replace(PANEL, series=series)))

    assert lint(dashboard) == ()
    assert len(panel_titled(dashboard, "Orders placed (1 of 2)")["targets"]) == 6
    assert len(panel_titled(dashboard, "Orders placed (2 of 2)")["targets"]) == 2


@pytest.mark.parametrize(
    "series", [FAILURE_RATE, replace(ORDERS_PLACED, period=300)], ids=["unit", "period"]
)
def test_alarm_that_does_not_fit_the_axis_has_its_own_chart(series: SeriesSpec) -> None:
    """A threshold in another unit or over another period is drawn where it means something."""
    alarm = replace(NO_ORDERS, series=series, threshold=7)
    dashboard = render(dashboard_of(replace(PANEL, alarms=(alarm,))))
    (own,) = (
        each
        for each in panels_of(dashboard)
        if (each.get("title") or "").startswith(f"{PANEL.title}, ")
    )
    panel = panel_titled(dashboard, PANEL.title)

    assert own["fieldConfig"]["defaults"]["thresholds"]["steps"][1]["value"] == 7
    assert alarm.runbook in own["description"]
    assert len(panel["fieldConfig"]["defaults"]["thresholds"]["steps"]) == 1


def test_chart_reads_the_region_of_its_alarms() -> None:
    """Metrics of global services are in one region, whatever the viewer chooses."""
    alarm = replace(NO_ORDERS, region="eu-west-1")
    dashboard = render(dashboard_of(replace(PANEL, alarms=(alarm,))))
    names = [each["name"] for each in dashboard["annotations"]["list"]]

    assert panel_titled(dashboard, PANEL.title)["targets"][0]["region"] == "eu-west-1"
    assert names == ["Alarms", "Alarms in eu-west-1"]
