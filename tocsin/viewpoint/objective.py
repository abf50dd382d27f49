"""What a service promises its users."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from tocsin.diagnostics import InvalidValueError, parse_duration, plain_number, quoted
from tocsin.viewpoint.part import Duration, Name, Number, Off, Part, Text, Whole

_LOWEST, _HIGHEST = 50, 100


def _percent(target: float) -> float:
    if _LOWEST <= target < _HIGHEST:
        return target
    what = f"{plain_number(target)} is not a share that a service promises, in percent"
    percent = plain_number(round(target * 100, 10))
    if _LOWEST <= target * 100 < _HIGHEST:
        raise InvalidValueError(what, f"did you mean {percent}? Shares are written in percent")
    raise InvalidValueError(what, "use 50 or more, and less than 100, as 99.9")


class Objective(Part):
    """The share of good events in a window of time, with alarms on how fast its budget burns."""

    target: Annotated[
        Number,
        AfterValidator(_percent),
        Field(
            description="In percent, from 50 to below 100, as 99.9.",
            json_schema_extra={"minimum": _LOWEST, "exclusiveMaximum": _HIGHEST},
        ),
    ]
    window: Annotated[Duration, Field(description="The time over which it holds.")] = (
        parse_duration("30d")
    )
    bad: Annotated[Name, Field(description="The metric of this service that counts bad events.")]
    total: Annotated[Name, Field(description="The metric of this service that counts all events.")]
    at_least: Annotated[
        Whole,
        Field(
            ge=1,
            le=1_000_000,
            description="How many events have to be bad in a window until an alarm on it may fire: "
            "two failures of a hundred requests are no incident.",
        ),
    ] = 10
    alarms: Annotated[
        Off | None, Field(description="off for an objective that is only written down.")
    ] = None
    means: Annotated[Text | None, Field(description="What is promised, in words.")] = None

    @model_validator(mode="after")
    def _counts_two_things(self) -> Self:
        if self.bad == self.total:
            what = f"bad and total are both {quoted(self.bad)}, so that every event is bad"
            raise InvalidValueError(what, "name the metric that counts all events as total")
        return self
