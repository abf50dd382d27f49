"""What is shown, and to whom."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from tocsin.diagnostics import parse_duration
from tocsin.viewpoint.part import Duration, Name, Part, Text

AutomaticDashboard = Literal[
    "overview",
    "services",
    "business",
    "objectives",
    "incident-response",
    "data-protection",
    "monitoring-cost",
    "operations",
]
"""Dashboards that are made unasked; `services` are those of one service each."""

AUTOMATIC_DASHBOARDS: tuple[AutomaticDashboard, ...] = get_args(AutomaticDashboard)


class Dashboard(Part):
    """A Grafana dashboard over some services, or over all of them."""

    means: Annotated[Text | None, Field(description="What the dashboard is for.")] = None
    services: Annotated[
        tuple[Name, ...], Field(description="Which services it shows; all if not given.")
    ] = ()
    metrics: Annotated[
        tuple[str, ...],
        Field(description="Metrics to show first, as checkout/orders placed."),
    ] = ()
    refresh: Annotated[
        Duration, Field(description="How often it is read anew.", ge=parse_duration("1m"))
    ] = parse_duration("1m")
    time_range: Annotated[Duration, Field(description="How far it looks back.")] = parse_duration(
        "3h"
    )
