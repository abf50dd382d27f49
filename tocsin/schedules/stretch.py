"""Runs in a row, and the gaps between them; rows of runs are joined without looking inside."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

DAY = 86_400


class Stretch(NamedTuple):
    """Runs in a row. All times are in seconds.

    Attributes:
        first: The first run.
        last: The last run.
        longest: The longest time between two of them, and when it begins; None for a single run.
        shortest: The shortest.
    """

    first: int
    last: int
    longest: tuple[int, int] | None = None
    shortest: tuple[int, int] | None = None


def stretch_of(runs: Sequence[int]) -> Stretch:
    """Return ascending *runs* as a stretch; there is at least one."""
    gaps = [(later - earlier, earlier) for earlier, later in pairwise(runs)]
    return Stretch(
        runs[0],
        runs[-1],
        max(gaps, key=_length, default=None),
        min(gaps, key=_length, default=None),
    )


def joined(rows: Iterable[tuple[int, Stretch]]) -> Stretch | None:
    """Return rows of runs that follow each other as one; None where there are none.

    Args:
        rows: From when each row counts its times, and the row.
    """
    first: int | None = None
    last = 0
    longest: tuple[int, int] | None = None
    shortest: tuple[int, int] | None = None
    for base, row in rows:
        if first is None:
            first = base + row.first
        else:
            gap = base + row.first - last
            if longest is None or gap > longest[0]:
                longest = (gap, last)
            if shortest is None or gap < shortest[0]:
                shortest = (gap, last)
        if row.longest and (longest is None or row.longest[0] > longest[0]):
            longest = (row.longest[0], base + row.longest[1])
        if row.shortest and (shortest is None or row.shortest[0] < shortest[0]):
            shortest = (row.shortest[0], base + row.shortest[1])
        last = base + row.last
    return None if first is None else Stretch(first, last, longest, shortest)


def _length(gap: tuple[int, int]) -> int:
    return gap[0]
