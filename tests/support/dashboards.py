"""Specs of dashboards to change in one point."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tocsin.plan import (
    AlarmSpec,
    DashboardSpec,
    MetricSpec,
    PanelSpec,
    RowSpec,
    SeriesSpec,
)
from tocsin.timing import Delay

ORDERS = MetricSpec(
    id="value",
    namespace="Shop",
    name="OrdersPlaced",
    dimensions=(("Stage", "prod"),),
    statistic="Sum",
    unit="per minute",
)

ORDERS_PLACED = SeriesSpec(
    label="Orders placed", expression=None, metrics=(ORDERS,), period=60, unit="per minute"
)

FAILURE_RATE = SeriesSpec(
    label="Failure rate",
    expression="IF(tried >= 10, 100 * failed / tried, 0)",
    metrics=(
        replace(ORDERS, id="failed", name="PaymentsFailed"),
        replace(ORDERS, id="tried", name="PaymentsTried"),
    ),
    period=60,
    unit="percent",
)

NO_ORDERS = AlarmSpec(
    id="checkout-no-orders",
    name="shop-prod-checkout-no-orders",
    title="No orders",
    service="checkout",
    resource=None,
    severity="critical",
    owner="payments",
    runbook="https://example.com/runbooks/checkout/no-orders.md",
    runbook_path="checkout/no-orders.md",
    what_happened="No order was placed for three minutes.",
    why_it_matters="Customers cannot buy.",
    first_action="Try an order.",
    series=ORDERS_PLACED,
    comparison="LessThanThreshold",
    threshold=1,
    evaluation_periods=3,
    datapoints_to_alarm=3,
    treat_missing_data="breaching",
    respond_within="5m",
    interval=60,
    delay=Delay(typical=60, worst=120, source="assumed: for the tests"),
    region="us-east-1",
)

PANEL = PanelSpec(
    title="Orders placed",
    means="Orders placed in a minute.",
    series=(ORDERS_PLACED,),
    alarms=(NO_ORDERS,),
)

DASHBOARD = DashboardSpec(
    id="checkout",
    uid="shop-prod-checkout",
    title="Checkout",
    means="Whether customers can buy.",
    services=(("checkout", "payments"),),
    rows=(
        RowSpec(
            title="Checkout",
            panels=(
                replace(PANEL, headline=True),
                PANEL,
                replace(PANEL, title="Failure rate", series=(FAILURE_RATE,), alarms=()),
            ),
        ),
    ),
    log_groups=("/shop/prod/checkout",),
    trace_groups=("shop-prod-checkout-faults",),
    alarm_prefixes=("shop-prod-checkout-",),
    refresh_seconds=60,
    range_seconds=10_800,
    region="us-east-1",
    regions=("us-east-1",),
)


def dashboard_of(*panels: PanelSpec) -> DashboardSpec:
    """Return a dashboard with one row of *panels*."""
    return replace(DASHBOARD, rows=(RowSpec(title="Checkout", panels=panels),))


def panels_of(dashboard: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield rows and panels, those of collapsed rows too."""
    for panel in dashboard["panels"]:
        yield panel
        yield from panel.get("panels", [])


def panel_titled(dashboard: dict[str, Any], title: str, kind: str = "timeseries") -> dict[str, Any]:
    """Return the one panel of a type with a title."""
    (found,) = (
        panel
        for panel in panels_of(dashboard)
        if panel.get("title") == title and panel["type"] == kind
    )
    return found
