"""Somebody else who has a rotation for a time."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.viewpoint.part import Name, Part, Text

_FORM = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")


def _time_on_the_wall(value: object) -> object:
    if isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and _FORM.fullmatch(value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    what = f"{quoted(value)} is not a day and a time of this century"
    raise InvalidValueError(what, "write it as 2026-12-24 09:00")


WallTime = Annotated[
    datetime,
    BeforeValidator(_time_on_the_wall),
    WithJsonSchema({"type": "string", "pattern": f"^{_FORM.pattern}$"}),
]
"""A day and a time on the wall, without a time zone."""


class Override(Part):
    """Somebody else who has a rotation for a time: a holiday, or a week that was swapped."""

    begins: Annotated[
        WallTime, Field(description="From when on, in the rotation's time zone: 2026-12-24 09:00.")
    ]
    ends: Annotated[WallTime, Field(description="Until when, in the same way.")]
    on_call: Annotated[
        Name,
        Field(description="A contact or a rotation, in place of everybody who has turns then."),
    ]
    because: Annotated[Text | None, Field(description="Why.")] = None
