"""Turns that pass unseen."""

from datetime import UTC, datetime, timedelta
from math import lcm
from zoneinfo import ZoneInfo

from tocsin.on_call.shift import Shift

_SECOND = timedelta(seconds=1)
_WEEK = timedelta(weeks=1)


def skipped_turn(shift: Shift) -> tuple[datetime, datetime] | None:
    """Return, on the wall, a turn that has no hour of its shift; None if each has one.

    Its member is passed over, each time: with a hand-off each day in a shift of working days, the
    turns of Saturday and Sunday are nobody's.
    """
    hours, hand_offs = shift.hours, shift.hand_offs
    if hours is None or len(set(shift.members)) == 1:
        return None
    # Everything comes again, on the wall, when the turns and the week have both come round.
    seconds = lcm(hand_offs.cycle // _SECOND, _WEEK // _SECOND)
    count = seconds * _SECOND // hand_offs.cycle * len(hand_offs.offsets)
    for number in range(count):
        begins, ends = hand_offs.local(number), hand_offs.local(number + 1)
        # Where clocks never change, a time on the wall is a moment.
        span = (each.replace(tzinfo=UTC) for each in (begins, ends))
        if not any(hours.spans(ZoneInfo("UTC"), *span)):
            return begins, ends
    return None
