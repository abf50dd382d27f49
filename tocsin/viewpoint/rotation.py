"""Contacts who take turns."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from tocsin.diagnostics import KeyPath
from tocsin.viewpoint.calendar import Day, HandOffs, TimeZone, TurnLength
from tocsin.viewpoint.override import Override
from tocsin.viewpoint.part import Name, Part, Text
from tocsin.viewpoint.shift import Members, Shift

DEFAULT_HAND_OFF = "Monday 09:00"
"""When members who are always on call take turns, unless they say it."""


class Rotation(Part):
    """Members who are on call one after the other, always or in shifts.

    A member is a contact or another rotation. Hand-offs are moments: at a time that clocks show
    twice it is the first of the two, and at a time that they leave out it is when they do so.
    """

    members: Annotated[
        Members | None,
        Field(
            description="Contacts or other rotations, in the order of their turns. They are always "
            "on call; who has hours stands in a shift."
        ),
    ] = None
    hand_off: Annotated[
        HandOffs,
        Field(
            description="When the next member takes over: Monday 09:00, daily 09:00, "
            "Monday-Friday 09:00, or a list of such."
        ),
    ] = (DEFAULT_HAND_OFF,)
    time_zone: Annotated[TimeZone, Field(description="An IANA name, as Europe/Berlin.")] = "UTC"
    turn: Annotated[
        TurnLength | None,
        Field(
            description="How long a turn is, where that is not from one hand-off of the week to "
            "the next: 2w, 3d or 12h, counted on the wall from the one hand_off."
        ),
    ] = None
    shift: Annotated[
        TurnLength | None,
        Field(
            description="What `turn` was called in 0.1.0.", json_schema_extra={"deprecated": True}
        ),
    ] = None
    starts: Annotated[Day | None, Field(description="A date in the first member's first turn.")] = (
        None
    )
    shifts: Annotated[
        dict[Name, Shift] | None,
        Field(description="In place of members: hours, each with members of their own."),
    ] = None
    otherwise: Annotated[
        Name | None,
        Field(description="A contact or a rotation that is on call while no shift is on."),
    ] = None
    uncovered: Annotated[
        Text | None,
        Field(description="Why nobody is on call while no shift is on, if nobody has to be."),
    ] = None

    overrides: Annotated[
        tuple[Override, ...],
        Field(description="Who has the rotation for a time: holidays, and weeks that are swapped."),
    ] = ()

    @property
    def own_time_zone(self) -> str:
        """The time zone that it says, or the one that all its shifts have, or UTC."""
        zones = {shift.time_zone or self.time_zone for shift in (self.shifts or {}).values()}
        if "time_zone" in self.model_fields_set or len(zones) != 1:
            return self.time_zone
        return zones.pop()

    @property
    def places(self) -> Iterator[tuple[KeyPath, str]]:
        """All contacts and rotations that it names, each with where it does."""
        for number, member in enumerate(self.members or ()):
            yield ("members", number), member
        for name, shift in (self.shifts or {}).items():
            for number, member in enumerate(shift.members):
                yield ("shifts", name, "members", number), member
        if self.otherwise is not None:
            yield ("otherwise",), self.otherwise
        for number, override in enumerate(self.overrides):
            yield ("overrides", number, "on_call"), override.on_call

    @property
    def names(self) -> tuple[str, ...]:
        """All contacts and rotations that it names, each once."""
        return tuple(dict.fromkeys(name for _, name in self.places))
