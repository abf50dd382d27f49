"""Contacts who take turns."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints

from tocsin.viewpoint.duration import Duration, parse_duration
from tocsin.viewpoint.part import Name, Part


def _known_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"{name!r} is not a time zone; use a name of the IANA database, as Europe/Berlin"
        raise ValueError(message) from error
    return name


TimeZone = Annotated[str, AfterValidator(_known_time_zone)]

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

    members: Annotated[tuple[Name, ...], Field(min_length=1)]
    hand_off: Annotated[HandOff, Field(description="When the next member takes over.")] = (
        "Monday 09:00"
    )
    time_zone: Annotated[TimeZone, Field(description="An IANA name, as Europe/Berlin.")] = "UTC"
    shift: Annotated[
        Duration, Field(description="How long a member stays on call: a whole number of days.")
    ] = parse_duration("1w")
    starts: Annotated[
        date | None, Field(description="A date in the first member's first shift.")
    ] = None
