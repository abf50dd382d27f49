"""A length of time as a field of the model."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from tocsin.diagnostics import DURATION_PATTERN, format_duration, parse_duration


def _validate(value: Any) -> timedelta:  # noqa: ANN401 - whatever stands in the source
    return parse_duration(value)


Duration = Annotated[
    timedelta,
    BeforeValidator(_validate),
    PlainSerializer(format_duration, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "minimum": 0,
            "maximum": 0,
            "pattern": DURATION_PATTERN,
            "description": "A length of time: 30s, 5m, 2h, 30d or 1w.",
        }
    ),
]
