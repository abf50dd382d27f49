"""Hours of a rotation, with people of their own."""

from typing import Annotated

from pydantic import Field

from tocsin.viewpoint.calendar import Day, DaysOfWeek, HandOffs, HoursOfWeek, TimeZone, TurnLength
from tocsin.viewpoint.part import Name, Part

Members = Annotated[tuple[Name, ...], Field(min_length=1)]
"""Contacts or other rotations."""


class Shift(Part):
    """Hours in which members of their own take turns; where shifts overlap, all are on call."""

    members: Annotated[
        Members,
        Field(description="Contacts or other rotations, in the order of their turns."),
    ]
    hours: Annotated[
        HoursOfWeek | None,
        Field(
            description="When it is on: 09:00-17:00 on each of its days, 22:00-06:00 until the day "
            "after, or once a week Friday 17:00-Monday 09:00. Whole days if left out."
        ),
    ] = None
    days: Annotated[
        DaysOfWeek | None,
        Field(
            description="On which days its hours begin: daily, Monday, Monday-Friday, or a list of "
            "such. Daily if left out."
        ),
    ] = None
    time_zone: Annotated[
        TimeZone | None,
        Field(description="An IANA name, as Europe/Berlin; the rotation's if left out."),
    ] = None
    hand_off: Annotated[
        HandOffs | None,
        Field(
            description="When the next member takes over, as for a rotation. If left out, once a "
            "week: when its hours begin on the first of its days."
        ),
    ] = None
    turn: Annotated[TurnLength | None, Field(description="As for a rotation.")] = None
    starts: Annotated[
        Day | None,
        Field(description="A date in the first member's first turn; the rotation's if left out."),
    ] = None

    @property
    def hours_of_week(self) -> str | None:
        """The hours if they come once a week and name their own days."""
        return self.hours if self.hours is not None and self.hours[0].isalpha() else None
