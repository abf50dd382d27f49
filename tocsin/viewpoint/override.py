"""Somebody else who has a rotation for a time."""

from typing import Annotated

from pydantic import Field

from tocsin.viewpoint.calendar import WallTime
from tocsin.viewpoint.part import Name, Part, Text


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
