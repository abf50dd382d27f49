"""What is shown, and to whom."""

from typing import Annotated

from pydantic import Field

from tocsin.viewpoint.duration import Duration, parse_duration
from tocsin.viewpoint.part import Name, Part, Text


class Dashboard(Part):
    """A Grafana dashboard over some services, or over all of them."""

    means: Text | None = None
    services: Annotated[
        tuple[Name, ...], Field(description="Which services it shows; all if not given.")
    ] = ()
    metrics: Annotated[
        tuple[str, ...],
        Field(description="Metrics to show first, as checkout/orders placed."),
    ] = ()
    refresh: Annotated[Duration, Field(ge=parse_duration("1m"))] = parse_duration("1m")
    time_range: Duration = parse_duration("3h")
