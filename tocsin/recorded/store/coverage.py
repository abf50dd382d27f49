"""For which times something was recorded: spans from one moment to another, apart and in order.

united       [0, 5) [3, 8) [9, 10)           become  [0, 8) [9, 10)
intersected  [0, 8) [9, 10) with [4, 9.5)    become  [4, 8) [9, 9.5)
"""

from collections.abc import Iterable, Sequence

Span = tuple[float, float]
"""From when to when, in seconds since 1970; the end does not belong to it."""


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what lies in any of some spans; those that touch become one."""
    found: list[Span] = []
    for start, end in sorted(each for each in spans if each[0] < each[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def intersected(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    """Return what lies in both."""
    both = ((max(start, begin), min(end, finish)) for start, end in one for begin, finish in other)
    return united(both)


def length(spans: Iterable[Span]) -> float:
    """Return how many seconds lie in spans that are apart."""
    return sum(end - start for start, end in spans)
