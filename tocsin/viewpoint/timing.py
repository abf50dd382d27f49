"""How late data may be, and within which time an alarm notices what it cannot notice sooner."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.part import Duration, Part, Text


class MetricDelay(Part):
    """How long after the end of a period its datapoint is there."""

    typical: Annotated[Duration, Field(description="In most cases.")]
    worst: Annotated[Duration, Field(description="At worst.")]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.worst < self.typical:
            worst, typical = format_duration(self.worst), format_duration(self.typical)
            what = f"the worst delay, {worst}, is shorter than the typical one, {typical}"
            raise InvalidValueError(what, "exchange them, or write one duration for both")
        return self


class DetectWithin(Part):
    """Within which time an alarm notices silence or rare events, and why that is soon enough."""

    time: Annotated[Duration, Field(description="From the begin to the page.")]
    because: Annotated[Text, Field(description="Why that is soon enough.")]
