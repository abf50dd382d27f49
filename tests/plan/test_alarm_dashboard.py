from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from tests.support.plans import ALARM, RATE, SERIES, alarms
from tocsin.plan import DashboardSpec, PanelSpec, RowSpec, alarm_dashboard_body
from tocsin.plan.alarm_dashboard import COLUMNS

ACCOUNT = "111122223333"
PANEL = PanelSpec(title="Orders", means="-", series=(SERIES,), alarms=(), headline=True)


def _dashboard(*panels: PanelSpec) -> DashboardSpec:
    return DashboardSpec(
        id="overview",
        uid="shop-prod-overview",
        title="shop prod: overview",
        means="-",
        services=(("checkout", "payments"),),
        rows=(RowSpec(title="What matters most", panels=panels),),
        log_groups=(),
        trace_groups=(),
        alarm_prefixes=("shop-prod-",),
        refresh_seconds=60,
        range_seconds=10_800,
        region="us-east-1",
        regions=("us-east-1",),
    )


def _of_kind(body: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in body["widgets"] if each["type"] == kind]


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (100, [100]), (201, [100, 100, 1])])
def test_a_widget_holds_a_hundred_alarms(count: int, sizes: list[int]) -> None:
    """CloudWatch shows at most 100 alarms in a widget, so more of them get more widgets."""
    widgets = _of_kind(alarm_dashboard_body(alarms(count), [], account=ACCOUNT), "alarm")

    assert [len(each["properties"]["alarms"]) for each in widgets] == sizes


def test_every_alarm_is_shown_once() -> None:
    """Each alarm stands below the heading of its severity, in the widget of its service."""
    stock = replace(ALARM, name="shop-prod-stock", service="stock", severity="info")
    specs = [ALARM, replace(stock, region="us-west-2")]
    body = alarm_dashboard_body(specs, [], account=ACCOUNT)

    assert [each["properties"]["markdown"] for each in _of_kind(body, "text")] == [
        "## Alarms: critical",
        "## Alarms: info",
    ]
    assert [
        (each["properties"]["title"], each["properties"]["alarms"])
        for each in _of_kind(body, "alarm")
    ] == [
        (
            "checkout",
            ["arn:aws:cloudwatch:us-east-1:111122223333:alarm:shop-prod-checkout-orders-wait"],
        ),
        ("stock", ["arn:aws:cloudwatch:us-west-2:111122223333:alarm:shop-prod-stock"]),
    ]


def test_alarm_in_another_partition() -> None:
    """An alarm's name is in the partition of its region."""
    body = alarm_dashboard_body([replace(ALARM, region="cn-north-1")], [], account=ACCOUNT)
    (widget,) = _of_kind(body, "alarm")

    assert widget["properties"]["alarms"] == [
        f"arn:aws-cn:cloudwatch:cn-north-1:{ACCOUNT}:alarm:{ALARM.name}"
    ]


def test_headline_metric() -> None:
    """A headline shows the newest value of its metric."""
    (widget,) = _of_kind(alarm_dashboard_body([], [_dashboard(PANEL)], account=ACCOUNT), "metric")

    assert widget["properties"]["view"] == "singleValue"
    assert widget["properties"]["metrics"] == [
        [
            "AWS/SQS",
            "ApproximateAgeOfOldestMessage",
            "QueueName",
            "shop-prod-orders",
            {"stat": "Maximum", "period": 60, "label": "Age of the oldest message"},
        ]
    ]


def test_headline_of_metric_math() -> None:
    """Of metric math only the result is shown."""
    (widget,) = _of_kind(
        alarm_dashboard_body([], [_dashboard(replace(PANEL, series=(RATE,)))], account=ACCOUNT),
        "metric",
    )
    result, *metrics = widget["properties"]["metrics"]

    assert result == [
        {"id": "result_0", "expression": "100 * failed_0 / tried_0", "label": "Failure rate"}
    ]
    assert [each[-1]["visible"] for each in metrics] == [False, False]


def test_other_panels_stay_in_grafana() -> None:
    """Only headlines stand beside the alarms."""
    body = alarm_dashboard_body([], [_dashboard(replace(PANEL, headline=False))], account=ACCOUNT)

    assert body["widgets"] == []


def test_widgets_do_not_overlap() -> None:
    """Each widget has its own place on the grid."""
    specs = [
        replace(ALARM, name=f"{service}-{severity}", service=service, severity=severity)
        for service in ("a", "b", "c", "d", "e")
        for severity in ("critical", "warning", "info")
    ]
    widgets = alarm_dashboard_body(specs, [_dashboard(*[PANEL] * 7)], account=ACCOUNT)["widgets"]

    assert all(each["x"] + each["width"] <= COLUMNS for each in widgets)
    assert not [pair for pair in combinations(widgets, 2) if _overlap(*pair)]


def _overlap(one: dict[str, int], other: dict[str, int]) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )
