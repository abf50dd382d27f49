"""Members who take turns in the hours of a shift."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tocsin.on_call.hand_offs import HandOff, HandOffs
from tocsin.on_call.hours import Hours, Span
from tocsin.on_call.wall_clock import moment

_WEEKLY = HandOffs.of((HandOff(days=(0,), at=time(9)),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A member's time on call, from one hand-off to the next.

    Attributes:
        member: A contact or a rotation.
        begins: When the member takes over, in UTC.
        ends: When the next member takes over, in UTC.
    """

    member: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Members who are on call one after the other, always or in some hours.

    Attributes:
        members: Contacts or rotations, in the order of their turns; never empty.
        hand_offs: When turns begin, on the wall; Monday 09:00 if nothing else is said.
        time_zone: Where the wall is: an IANA name, as `Europe/Berlin`.
        hours: When the shift is on; None for always. Turns go on where it is not, unseen.
    """

    members: tuple[str, ...]
    hand_offs: HandOffs = _WEEKLY
    time_zone: str = "UTC"
    hours: Hours | None = None

    def turn_at(self, at: datetime) -> Turn:
        """Return the turn that covers *at*, whether the shift is on then or not.

        A hand-off is a moment, and belongs to the member who takes over. It follows the wall
        clock: a week with a change to summer time is an hour shorter.

        Args:
            at: A moment with a time zone.
        """
        number = self._number_at(at)
        return Turn(
            member=self.members[number % len(self.members)],
            begins=self._moment(number),
            ends=self._moment(number + 1),
        )

    def in_line_at(self, at: datetime) -> tuple[str, ...]:
        """Return the members, each once, from the one on whose turn it is at *at*.

        They stand in the order in which they step in for one another.
        """
        begin = self._number_at(at) % len(self.members)
        return tuple(dict.fromkeys((*self.members[begin:], *self.members[:begin])))

    def is_on(self, at: datetime) -> bool:
        """Say whether the hours of the shift cover *at*, a moment with a time zone."""
        spans = self.spans(at.astimezone(UTC), at.astimezone(UTC) + timedelta.resolution)
        return any(begins <= at < ends for begins, ends in spans)

    def spans(self, begin: datetime, end: datetime) -> Iterator[Span]:
        """Yield the hours of the shift that have a part between two moments in UTC, in order."""
        if self.hours is None:
            yield begin, end
        else:
            yield from self.hours.spans(self._zone, begin, end)

    def hand_off_moments(self, begin: datetime, end: datetime) -> Iterator[datetime]:
        """Yield the moments of hand-offs after *begin* and before *end*."""
        at = self.turn_at(begin).ends
        while at < end:
            yield at
            at = self.turn_at(at).ends

    def _number_at(self, at: datetime) -> int:
        """Return the number of the turn that covers a moment."""
        at = at.astimezone(UTC)
        number = self.hand_offs.number_at(at.astimezone(self._zone).replace(tzinfo=None))
        # On the wall a time can come twice, so that the number is that of a neighbour.
        while self._moment(number) > at:
            number -= 1
        while self._moment(number + 1) <= at:
            number += 1
        return number

    def _moment(self, number: int) -> datetime:
        return moment(self.hand_offs.local(number), self._zone)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
