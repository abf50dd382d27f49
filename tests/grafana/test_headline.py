from dataclasses import replace
from typing import Any

from tests.support.dashboards import (
    FAILURE_RATE,
    NO_ORDERS,
    ORDERS_PLACED,
    PANEL,
    dashboard_of,
    panel_titled,
)
from tocsin.grafana import lint, render
from tocsin.plan import PanelSpec


def drawn(panel: PanelSpec) -> dict[str, Any]:
    """Return the large number of *panel*, on a dashboard that the linter accepts."""
    dashboard = render(dashboard_of(replace(panel, headline=True)))
    assert lint(dashboard) == ()
    return panel_titled(dashboard, panel.title, "stat")


def test_headline_has_the_thresholds_of_its_alarms() -> None:
    """The background is that of the severity exactly when the newest value breaches."""
    panel = drawn(PANEL)

    assert panel["fieldConfig"]["defaults"]["thresholds"]["steps"] == [
        {"color": "red", "value": None},
        {"color": "dark-blue", "value": 1},
    ]
    assert panel["options"]["colorMode"] == "background"
    assert panel["options"]["reduceOptions"]["calcs"] == ["lastNotNull"]


def test_headline_says_in_words_when_it_is_bad() -> None:
    """Nobody depends on the colour: under the number stands its threshold, the urgent one first."""
    warning = replace(NO_ORDERS, id="few", severity="warning", threshold=10)
    (target,) = drawn(replace(PANEL, alarms=(warning, NO_ORDERS)))["targets"]

    assert target["label"] == "critical below 1 per minute, warning below 10 per minute"


def test_headline_without_alarms_has_no_colour() -> None:
    """A number that nobody is called for is neither good nor bad."""
    panel = drawn(replace(PANEL, alarms=()))

    assert panel["options"]["colorMode"] == "none"
    assert panel["targets"][0]["label"] == "Orders placed"


def test_headline_of_several_series_names_each() -> None:
    """Numbers beside each other are told apart by their names."""
    other = replace(ORDERS_PLACED, label="Other")

    assert [
        each["label"] for each in drawn(replace(PANEL, series=(ORDERS_PLACED, other)))["targets"]
    ] == [
        "Orders placed",
        "Other",
    ]


def test_headline_tells_which_threshold_it_cannot_draw() -> None:
    """An alarm in another unit gives no colour, and the description says so."""
    panel = drawn(replace(PANEL, alarms=(replace(NO_ORDERS, series=FAILURE_RATE),)))

    assert len(panel["fieldConfig"]["defaults"]["thresholds"]["steps"]) == 1
    assert "not drawn" in panel["description"]
