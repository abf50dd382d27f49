"""What all parts of a viewpoint have in common, and the types of their fields."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
    WithJsonSchema,
)

from tocsin.diagnostics import DURATION_PATTERN, format_duration, parse_duration


class Part(BaseModel):
    """A part of a viewpoint: immutable, and without keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Name = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*([ _-][A-Za-z0-9]+)*$", max_length=64),
]
"""A name that people read: words of letters and digits, separated by single spaces, `-` or `_`."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
"""A sentence or two."""

Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
"""A finite number; text and true/false are not numbers."""

Whole = Annotated[int, Strict()]
"""A whole number."""

Flag = Annotated[bool, Strict()]
"""true or false."""

Identifier = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$", max_length=1_024)]
"""What AWS calls a thing: literal, or `ssm:/path` for a Systems Manager parameter.

`{system}`, `{stage}`, `{region}` and `{account}` stand for the values of the stage.
"""


def one_or_more(value: object) -> object:
    """Return a list of the text that *value* is, and anything else as it is."""
    return [value] if isinstance(value, str) else value


Off = Literal["off"]
"""Written in place of something, it leaves that out."""


def slug(name: str) -> str:
    """Return *name* as it stands in names of resources and files: `no orders` → `no-orders`."""
    return name.lower().replace(" ", "-").replace("_", "-")


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
