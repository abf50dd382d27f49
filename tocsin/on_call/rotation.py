"""Contacts who take turns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tocsin.on_call.override import Override
from tocsin.on_call.shift import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """Shifts, each with members who take turns.

    Where the hours of shifts overlap, the members of all of them are on call.

    Attributes:
        shifts: The shifts; never empty.
        otherwise: A contact or a rotation that is on call while no shift is on.
        overrides: Who has the rotation for a time, whatever else is said; no two at one time.
    """

    shifts: tuple[Shift, ...]
    otherwise: str | None = None
    overrides: tuple[Override, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All contacts and rotations that can be on call, each once."""
        found = [member for shift in self.shifts for member in shift.members]
        last = () if self.otherwise is None else (self.otherwise,)
        others = (override.name for override in self.overrides)
        return tuple(dict.fromkeys((*found, *last, *others)))

    def names_at(self, at: datetime) -> tuple[str, ...]:
        """Return the contacts and rotations that are on call at *at*, a moment with a time zone."""
        for override in self.overrides:
            if override.begins <= at < override.ends:
                return (override.name,)
        found = tuple(shift.turn_at(at).member for shift in self.shifts if shift.is_on(at))
        return found or (() if self.otherwise is None else (self.otherwise,))

    def changes(self, begin: datetime, end: datetime) -> Iterator[datetime]:
        """Yield the moments between two others at which names may change, in no order.

        Args:
            begin: A moment in UTC.
            end: A later one.
        """
        for shift in self.shifts:
            yield from shift.hand_off_moments(begin, end)
        spans = [span for shift in self.shifts for span in shift.spans(begin, end)]
        spans += [(override.begins, override.ends) for override in self.overrides]
        yield from (at for span in spans for at in span if begin < at < end)
