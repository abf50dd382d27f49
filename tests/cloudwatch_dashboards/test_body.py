"""Dashboards of CloudWatch, from the same pages as those of Grafana."""

import json
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from tests.support.dashboards import (
    DASHBOARD,
    FAILURE_RATE,
    NO_ORDERS,
    ORDERS_PLACED,
    PANEL,
    dashboard_of,
)
from tests.support.viewpoints import WHOLE, planned
from tocsin.cloudwatch_dashboards import dashboard_body
from tocsin.dashboard_bodies import body_problems
from tocsin.diagnostics import InvalidInputError
from tocsin.plan import (
    AlarmSpec,
    CompositeSpec,
    DashboardSpec,
    LogPanelSpec,
    RowSpec,
    TextPanelSpec,
)

ACCOUNT = "111122223333"
ARN = f"arn:aws:cloudwatch:us-east-1:{ACCOUNT}:alarm:shop-prod-checkout-no-orders"
PLAN = planned(f"{WHOLE.read_text()}\ncloudwatch_dashboards: all\n")
LOGS = LogPanelSpec(
    title="Deployments", means="-", query="fields @message", log_groups=("/a",), view="number"
)


def _widgets(spec: DashboardSpec, kind: str, *siblings: str) -> list[dict[str, Any]]:
    body = dashboard_body(spec, account=ACCOUNT, siblings=siblings)
    assert body_problems(body, name=spec.uid) == ()
    return [each["properties"] for each in body["widgets"] if each["type"] == kind]


def _texts(spec: DashboardSpec, *siblings: str) -> str:
    return "\n".join(each["markdown"] for each in _widgets(spec, "text", *siblings))


@pytest.mark.parametrize("spec", PLAN.dashboards, ids=lambda spec: spec.id)
def test_every_dashboard_of_a_system_is_taken(spec: DashboardSpec) -> None:
    """CloudWatch has nothing against it; no widget covers another; it is the same each time."""
    first, second = (dashboard_body(spec, account=ACCOUNT) for _ in range(2))
    boxes = [
        (each["x"], each["y"], each["x"] + each["width"], each["y"] + each["height"])
        for each in first["widgets"]
    ]

    assert body_problems(first, name=spec.uid) == ()
    assert json.dumps(first) == json.dumps(second)
    assert len(json.dumps(first)) < 500_000
    assert not [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.parametrize("spec", PLAN.dashboards, ids=lambda spec: spec.id)
def test_every_alarm_is_listed_and_drawn(spec: DashboardSpec) -> None:
    """Its threshold stands in a chart, or it has a chart of its own; both from the same spec.

    A small number of a line has no threshold: its chart stands on the dashboard of the service.
    """
    charted = [panel for row in spec.rows if row.beside is None for panel in row.charts]
    alarms = {alarm.name: alarm for panel in charted for alarm in panel.alarms}
    shown = {alarm.name for panel in spec.charts for alarm in panel.alarms}
    listed = [arn for each in _widgets(spec, "alarm") for arn in each["alarms"]]
    charts = _widgets(spec, "metric")
    lines = [
        (line["label"], line["value"])
        for each in charts
        for line in each.get("annotations", {}).get("horizontal", ())
    ]
    own = [arn for each in charts for arn in each.get("annotations", {}).get("alarms", ())]
    missing = [
        alarm.name
        for alarm in alarms.values()
        if (f"{alarm.severity}: {alarm.limit}", alarm.threshold) not in lines
        and not any(arn.endswith(f":{alarm.name}") for arn in own)
        and not all(panel.headline for panel in spec.charts if alarm in panel.alarms)
    ]

    assert {arn.rpartition(":")[2] for arn in listed} == shown
    assert missing == []


def test_a_chart_has_the_threshold_of_its_alarm() -> None:
    """And says in its label when it is bad."""
    (chart,) = _widgets(dashboard_of(PANEL), "metric")

    assert chart["metrics"] == [
        ["Shop", "OrdersPlaced", "Stage", "prod",
         {"stat": "Sum", "period": 60, "label": "Orders placed"}]
    ]  # fmt: skip
    assert chart["annotations"] == {
        "horizontal": [{"label": f"critical: {NO_ORDERS.limit}", "value": 1, "color": "#d13212"}]
    }


def test_a_threshold_of_another_unit_has_a_chart_of_its_own() -> None:
    """CloudWatch draws the alarm itself, with its band if it has one."""
    other = replace(NO_ORDERS, series=FAILURE_RATE)
    chart, own = _widgets(dashboard_of(replace(PANEL, alarms=(other,))), "metric")

    assert "annotations" not in chart
    assert own["annotations"] == {"alarms": [ARN]}
    assert "metrics" not in own


def test_math_reads_metrics_that_are_hidden() -> None:
    """Ids are unique in the widget, and follow the expression."""
    panel = replace(PANEL, series=(FAILURE_RATE, replace(FAILURE_RATE, label="Again")), alarms=())
    (chart,) = _widgets(dashboard_of(panel), "metric")
    ids = [line[-1]["id"] for line in chart["metrics"]]

    assert chart["metrics"][0][0]["expression"] == (
        "IF(tried_0 >= 10, 100 * failed_0 / tried_0, 0)"
    )
    assert len(set(ids)) == len(ids) == 6
    assert [line[-1].get("visible", True) for line in chart["metrics"][:3]] == [True, False, False]


def test_headlines_are_numbers() -> None:
    """With their course in small."""
    (number,) = _widgets(dashboard_of(replace(PANEL, headline=True)), "metric")

    assert (number["view"], number["sparkline"]) == ("singleValue", True)


def test_a_metric_of_another_region_is_read_there() -> None:
    """Its alarm knows where; a stored name of another Region nobody here can read."""
    there = replace(PANEL, alarms=(replace(NO_ORDERS, region="eu-west-1"),))
    named = replace(ORDERS_PLACED.metrics[0], dimensions=(("Queue", "{{resolve:ssm:/q}}"),))
    unreadable = replace(ORDERS_PLACED, metrics=(named,), region="eu-west-1")

    assert _widgets(dashboard_of(there), "metric")[0]["region"] == "eu-west-1"
    assert _widgets(dashboard_of(replace(PANEL, series=(unreadable,), alarms=())), "metric") == []


def test_what_is_in_alarm_stands_first() -> None:
    """Then the state of all; at most a hundred in a widget."""
    many = tuple(replace(NO_ORDERS, name=f"shop-{number:03}") for number in range(120))
    widgets = _widgets(dashboard_of(replace(PANEL, alarms=many)), "alarm")

    assert [(each["title"], len(each["alarms"]), each.get("states")) for each in widgets] == [
        ("In alarm now (1 of 2)", 100, ["ALARM"]),
        ("All alarms (1 of 2)", 100, None),
        ("In alarm now (2 of 2)", 20, ["ALARM"]),
        ("All alarms (2 of 2)", 20, None),
    ]


def test_alarms_of_its_services_are_listed_without_a_panel_too() -> None:
    """Those whose names begin as its own do, and what pages for them; no others."""
    spec = replace(DASHBOARD, rows=(), alarm_prefixes=("shop-prod-checkout-",))
    others = replace(NO_ORDERS, name="shop-prod-storefront-slow")
    alarms: list[AlarmSpec | CompositeSpec] = [
        replace(NO_ORDERS, severity="info"),
        others,
        *PLAN.composites,
    ]
    body = dashboard_body(spec, account=ACCOUNT, alarms=alarms)
    (now, _) = (each["properties"] for each in body["widgets"] if each["type"] == "alarm")

    assert [arn.rpartition(":")[2] for arn in now["alarms"]] == [
        "shop-prod-checkout-down",
        "shop-prod-checkout-no-orders",
    ]


def test_logs_are_read_in_each_region() -> None:
    """An answer over time is drawn, any other one is a table."""
    spec = replace(dashboard_of(), rows=(RowSpec(title="Changes", panels=(LOGS,)),),
                   regions=("us-east-1", "eu-west-1"))  # fmt: skip
    found = _widgets(spec, "log")

    assert [(each["title"], each["region"], each["view"]) for each in found[:2]] == [
        ("Deployments (us-east-1)", "us-east-1", "table"),
        ("Deployments (eu-west-1)", "eu-west-1", "table"),
    ]
    assert found[0]["query"] == "SOURCE '/a'\n| fields @message"
    assert [each["view"] for each in found[2:]] == ["timeSeries", "table"] * 2


def test_links_lead_to_dashboards_that_are_there() -> None:
    """To those of CloudWatch; what is in Grafana alone is named only."""
    text = "[Orders](/d/shop-prod-orders?${__url_time_range}) [Pay](/d/shop-prod-pay)"
    panels = (TextPanelSpec(title="Services", text=text),)
    spec = replace(DASHBOARD, rows=(RowSpec(title="Where", panels=panels),))
    found = _texts(spec, "shop-prod-orders")

    assert "[Orders](#dashboards:name=shop-prod-orders) Pay" in found
    assert "/d/" not in found


def test_runbooks_and_owners_are_named() -> None:
    """At the top, with where traces are."""
    found = _texts(DASHBOARD)

    assert "| checkout | payments |" in found
    assert f"[No orders]({NO_ORDERS.runbook})" in found
    assert "`shop-prod-checkout-faults`" in found


def test_what_does_not_fit_is_said() -> None:
    """CloudWatch takes 500 widgets, and 2,500 metrics; rows are left out from the last."""
    panels = tuple(replace(PANEL, title=f"Panel {number}") for number in range(200))
    rows = tuple(RowSpec(title=f"Row {number}", panels=panels) for number in range(3))
    found = _texts(replace(DASHBOARD, rows=rows))

    assert "Left out, because CloudWatch takes no more: Row 2, Logs" in found
    assert "## Row 1" in found
    assert "## Row 2" not in found


def test_what_cloudwatch_would_refuse_is_not_deployed() -> None:
    """As a period that it does not have; validation of a viewpoint knows such things before."""
    series = replace(ORDERS_PLACED, period=90)

    with pytest.raises(InvalidInputError, match="90 is not a period of CloudWatch"):
        dashboard_body(dashboard_of(replace(PANEL, series=(series,))), account=ACCOUNT)


@pytest.mark.parametrize(
    ("seconds", "start"),
    [(10_800, "-PT3H"), (5_400, "-PT90M"), (604_800, "-P7D"), (30, "-PT1M")],
)
def test_it_looks_back_as_far_as_the_page_does(seconds: int, start: str) -> None:
    """In CloudWatch's notation."""
    body = dashboard_body(replace(DASHBOARD, range_seconds=seconds), account=ACCOUNT)

    assert body["start"] == start
    assert body_problems(body, name="a") == ()
