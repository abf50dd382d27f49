"""What a severity promises."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from tocsin.diagnostics import format_duration
from tocsin.on_call import NEXT_BUSINESS_DAY
from tocsin.viewpoint.part import Duration, Part
from tocsin.viewpoint.usual import WrittenRate


class SeveritySettings(Part):
    """What a severity promises."""

    respond_within: Annotated[
        Duration | Literal["next business day"],
        Field(description="How soon somebody looks at it: 5m, 30m or 'next business day'."),
    ]

    false_pages: Annotated[
        WrittenRate | None,
        Field(
            description="How often an alarm may fire by chance alone: '1 a year'. Once a year if "
            "it is critical, once a month otherwise."
        ),
    ] = None

    @property
    def response_time(self) -> timedelta | None:
        """How soon somebody looks at it; None for the next business day."""
        return None if self.respond_within == NEXT_BUSINESS_DAY else self.respond_within

    @property
    def written(self) -> str:
        """The response time as a viewpoint has it: `5m`, or `next business day`."""
        time = self.response_time
        return NEXT_BUSINESS_DAY if time is None else format_duration(time)
