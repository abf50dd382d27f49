"""What a service promises its users."""

from typing import Annotated

from pydantic import Field

from tocsin.diagnostics import parse_duration
from tocsin.viewpoint.part import Duration, Name, Number, Part, Text


class Objective(Part):
    """The share of good events in a window of time. Checked, but no alarm is made from it yet."""

    target: Annotated[Number, Field(gt=0, lt=100, description="In percent, as 99.9.")]
    window: Annotated[Duration, Field(description="The time over which it holds.")] = (
        parse_duration("30d")
    )
    bad: Annotated[Name, Field(description="The metric of this service that counts bad events.")]
    total: Annotated[Name, Field(description="The metric of this service that counts all events.")]
    means: Annotated[Text | None, Field(description="What is promised, in words.")] = None
