"""Contacts who take turns."""

import re
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from tocsin.diagnostics import InvalidValueError, parse_duration, quoted
from tocsin.schedules import read_time_zone
from tocsin.viewpoint.part import Duration, Name, Part


def _known_time_zone(name: str) -> str:
    read_time_zone(name)
    return name


TimeZone = Annotated[str, AfterValidator(_known_time_zone)]

_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


def _day(value: object) -> object:
    """Read a day as people write it; pydantic would also take a number of seconds."""
    if isinstance(value, date) or value is None:
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    what = f"{quoted(value)} is not a date of this century"
    raise InvalidValueError(what, "write it as 2026-01-05")


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"}),
]

HandOff = Annotated[
    str,
    StringConstraints(
        pattern=r"^(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) "
        r"([01][0-9]|2[0-3]):[0-5][0-9]$"
    ),
]


class Rotation(Part):
    """Members who are on call one after the other.

    A member is a contact or another rotation.
    """

    members: Annotated[
        tuple[Name, ...],
        Field(
            description="Contacts or other rotations, in the order of their turns.", min_length=1
        ),
    ]
    hand_off: Annotated[HandOff, Field(description="When the next member takes over.")] = (
        "Monday 09:00"
    )
    time_zone: Annotated[TimeZone, Field(description="An IANA name, as Europe/Berlin.")] = "UTC"
    shift: Annotated[
        Duration, Field(description="How long a member stays on call: a whole number of days.")
    ] = parse_duration("1w")
    starts: Annotated[
        Day | None, Field(description="A date in the first member's first shift.")
    ] = None
