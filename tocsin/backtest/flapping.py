"""When an alarm goes to ALARM again and again."""

from collections.abc import Sequence
from dataclasses import dataclass

HOUR = 3600
FIRINGS_OF_FLAPPING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Flapping:
    """A time in which an alarm went to ALARM at least three times within each hour.

    Attributes:
        start: The first of these changes, in seconds since 1970.
        end: The last of them.
        firings: How many changes to ALARM there were.
    """

    start: float
    end: float
    firings: int


def flapping(
    firings: Sequence[float], *, least: int = FIRINGS_OF_FLAPPING, within: float = HOUR
) -> tuple[Flapping, ...]:
    """Return the times of flapping, in order and apart from each other.

    Args:
        firings: When the alarm went to ALARM, ascending.
        least: How many changes to ALARM make it flap.
        within: Seconds from the first to the last of so many.
    """
    found: list[Flapping] = []
    last = -1
    for first in range(len(firings) - least + 1):
        end = first + least - 1
        if firings[end] - firings[first] > within:
            continue
        if found and first <= last:
            begin = last - found[-1].firings + 1
            found[-1] = Flapping(start=firings[begin], end=firings[end], firings=end - begin + 1)
        else:
            found.append(Flapping(start=firings[first], end=firings[end], firings=least))
        last = end
    return tuple(found)
