"""How many events of a metric are usual, and when."""

from datetime import time
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetPydanticSchema,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import core_schema

from tocsin.diagnostics import InvalidValueError
from tocsin.traffic import RATE_PATTERN, Rate, parse_rate
from tocsin.viewpoint.calendar import TimeZone
from tocsin.viewpoint.part import Name, Number, Part
from tocsin.viewpoint.quiet import Days, Hours


def _rate(value: Any) -> Rate:  # noqa: ANN401 - whatever stands in the source
    return value if isinstance(value, Rate) else parse_rate(value)


WrittenRate = Annotated[
    Rate,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(_rate)
    ),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": RATE_PATTERN,
            "description": "How many in which time: 10 an hour, 1,200 a day, 1 a year.",
        }
    ),
]


class UsualRate(Part):
    """How many events are usual at some hours, or at all that are not named above it."""

    rate: Annotated[WrittenRate, Field(description="As '600 an hour'.")]
    hours: Annotated[Hours, Field(description="As '08:00-20:00'; whole days if not given.")] = None
    days: Annotated[
        Days,
        Field(description="As Monday-Friday, on which the hours begin; every day if not given."),
    ] = None
    time_zone: Annotated[
        TimeZone | None, Field(description="Whose clock, as Europe/Berlin; needed with hours.")
    ] = None

    @model_validator(mode="after")
    def _says_whose_clock(self) -> Self:
        is_timed = self.hours is not None or self.days is not None
        if is_timed == (self.time_zone is None):
            what = (
                "hours and days are read on a clock" if is_timed else "there are no hours to read"
            )
            fix = "add time_zone, as Europe/Berlin" if is_timed else "remove time_zone"
            raise InvalidValueError(what, fix)
        return self

    @property
    def span(self) -> tuple[tuple[time, time] | None, tuple[int, ...] | None, str] | None:
        """Hours, days and time zone; None for all times."""
        return None if self.time_zone is None else (self.hours, self.days, self.time_zone)


def _as_list(value: object) -> object:
    if isinstance(value, str | int | float):
        return [{"rate": value}]
    return [value] if isinstance(value, dict) else value


Usual = Annotated[
    tuple[UsualRate, ...],
    BeforeValidator(_as_list, json_schema_input_type=WrittenRate | UsualRate | list[UsualRate]),
]
"""One rate, or several of which the first that fits a time holds."""


class ForEach(Part):
    """What a metric adds up for each event of another: 40 of revenue for each order."""

    metric: Annotated[Name, Field(description="A metric of the same service that counts events.")]
    amount: Annotated[Number, Field(gt=0, description="What each adds, on average.")]
