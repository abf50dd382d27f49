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

    def override_at(self, at: datetime) -> str | None:
        """Return who has the rotation at *at* whatever else is said; None if nobody does."""
        return next((each.name for each in self.overrides if each.begins <= at < each.ends), None)

    def in_line_at(self, at: datetime) -> tuple[tuple[str, ...], ...]:
        """Return the members of each shift that is on at *at*, from whose turn it is on."""
        return tuple(shift.in_line_at(at) for shift in self.shifts if shift.is_on(at))

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
