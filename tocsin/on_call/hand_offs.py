"""When turns change hands."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from tocsin.on_call.weekdays import parse_days

_WEEK = timedelta(weeks=1)
_FIRST_DAY: Final = date(2024, 1, 1)
"""A Monday: where turns that name no start begin to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """A time of day at which the next member takes over, on some days of each week.

    Attributes:
        days: The days, Monday is 0; never empty.
        at: The time on the wall.
    """

    days: tuple[int, ...]
    at: time

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read `Monday 09:00`, `daily 09:00` or `Monday-Friday 09:00`.

        Raises:
            ValueError: It is none of these.
        """
        days, _, at = written.partition(" ")
        return cls(days=parse_days(days), at=time.fromisoformat(at))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOffs:
    """The times on the wall at which turns begin, numbered in order; turn 0 is the first member's.

    Attributes:
        first: When turn 0 begins.
        offsets: How long after the begin of each cycle its turns begin, in order; the first is 0.
        cycle: After how long on the wall the same offsets come again.
    """

    first: datetime
    offsets: tuple[timedelta, ...]
    cycle: timedelta

    @classmethod
    def of(
        cls,
        hand_offs: Sequence[HandOff],
        *,
        turn: timedelta | None = None,
        starts: date | None = None,
    ) -> Self:
        """Return the hand-offs of each week, or one after each *turn*.

        Args:
            hand_offs: When the next member takes over; with *turn*, where one begins to count.
            turn: How long a turn is on the wall, if the hand-offs of a week do not say it.
            starts: A date in turn 0, if it matters whose turn is first. If there is a hand-off on
                that date, turn 0 begins with it.
        """
        first = _first(hand_offs, starts or _FIRST_DAY)
        if turn is not None:
            return cls(first=first, offsets=(timedelta(0),), cycle=turn)
        of_week = [
            datetime.combine(first.date() + timedelta(days=(day - first.weekday()) % 7), each.at)
            for each in hand_offs
            for day in each.days
        ]
        return cls(
            first=first, offsets=tuple(sorted((at - first) % _WEEK for at in of_week)), cycle=_WEEK
        )

    @property
    def shortest_turn(self) -> timedelta:
        """How long the shortest turn is on the wall."""
        ends = (*self.offsets[1:], self.cycle)
        return min(end - begin for begin, end in zip(self.offsets, ends, strict=True))

    def local(self, number: int) -> datetime:
        """Return when a turn begins; the turns before the first have negative numbers."""
        cycles, index = divmod(number, len(self.offsets))
        return self.first + cycles * self.cycle + self.offsets[index]

    def number_at(self, local: datetime) -> int:
        """Return the number of the turn that a time on the wall lies in."""
        cycles, rest = divmod(local - self.first, self.cycle)
        return cycles * len(self.offsets) + bisect_right(self.offsets, rest) - 1


def _first(hand_offs: Sequence[HandOff], starts: date) -> datetime:
    for back in range(7):
        day = starts - timedelta(days=back)
        if times := sorted(each.at for each in hand_offs if day.weekday() in each.days):
            return datetime.combine(day, times[0 if day == starts else -1])
    raise ValueError(hand_offs)
