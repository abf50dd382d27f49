"""What a severity promises."""

from typing import Annotated, Literal

from pydantic import Field

from tocsin.viewpoint.duration import Duration
from tocsin.viewpoint.part import Part

NEXT_BUSINESS_DAY: Literal["next business day"] = "next business day"


class SeveritySettings(Part):
    """What a severity promises."""

    respond_within: Annotated[
        Duration | Literal["next business day"],
        Field(description="How soon somebody looks at it: 5m, 30m or 'next business day'."),
    ]
