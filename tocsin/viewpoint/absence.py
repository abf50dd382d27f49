"""Contacts who are away for a time."""

from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from tocsin import on_call
from tocsin.viewpoint.calendar import DayOrTime, TimeZone
from tocsin.viewpoint.part import Part, Text

_DAY = timedelta(days=1)


class Absence(Part):
    """A time in which a contact is away: the next member who is there is on call."""

    begins: Annotated[
        DayOrTime, Field(description="From when on: 2026-12-24 for the whole day, or with a time.")
    ]
    ends: Annotated[
        DayOrTime, Field(description="The last day, which is whole; or until when, with a time.")
    ]
    time_zone: Annotated[
        TimeZone | None,
        Field(
            description="An IANA name, as Europe/Berlin. Without it, it is that of the rotations "
            "in which the contact is, or UTC if they have several."
        ),
    ] = None
    because: Annotated[Text | None, Field(description="Why.")] = None

    def as_planned(self, time_zone: str) -> on_call.Absence:
        """Return the same as on-call arithmetic takes it.

        Args:
            time_zone: Whose clocks, if it does not say it.
        """
        zone = ZoneInfo(self.time_zone or time_zone)
        ends = self.ends if isinstance(self.ends, datetime) else self.ends + _DAY
        return on_call.Absence(
            begins=on_call.moment(_on_the_wall(self.begins), zone),
            ends=on_call.moment(_on_the_wall(ends), zone),
        )


def _on_the_wall(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a time on the wall
