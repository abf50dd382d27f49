"""How urgent an alarm is."""

from typing import Annotated, Literal

from pydantic import Field

from tocsin.viewpoint.duration import Duration
from tocsin.viewpoint.part import Part

Severity = Literal["critical", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("critical", "warning", "info")
"""From the most to the least urgent."""

NEXT_BUSINESS_DAY: Literal["next business day"] = "next business day"


class SeveritySettings(Part):
    """What a severity promises."""

    respond_within: Annotated[
        Duration | Literal["next business day"],
        Field(description="How soon somebody looks at it: 5m, 30m or 'next business day'."),
    ]
