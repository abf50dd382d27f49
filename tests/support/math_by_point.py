"""Metric math one point at a time: slow, and plain enough to read beside AWS's documentation.

A missing point is None.
"""

import math
import operator
from collections.abc import Callable
from itertools import pairwise

Point = float | None

_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}
_COMPARISON: dict[str, Callable[[float, float], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "AND": lambda left, right: left != 0 and right != 0,
    "OR": lambda left, right: left != 0 or right != 0,
}


def arithmetic(symbol: str, left: Point, right: Point) -> Point:
    """Apply an arithmetic operator to the points of two series at one slot."""
    if left is None and right is None:
        return None
    try:
        result = _ARITHMETIC[symbol](left or 0.0, right or 0.0)
    except (ZeroDivisionError, OverflowError):
        return None
    return None if isinstance(result, complex) or not math.isfinite(result) else result


def comparison(symbol: str, left: Point, right: Point) -> Point:
    """Apply a comparison, AND or OR to the points of two series at one slot."""
    if left is None and right is None:
        return None
    return 1.0 if _COMPARISON[symbol](left or 0.0, right or 0.0) else 0.0


def choose(
    condition: Point, then: Point, otherwise: Point, *, then_is_series: bool, else_is_series: bool
) -> Point:
    """Apply IF at one slot."""
    if condition is None:
        return None
    if condition != 0:
        return then if then is not None or not then_is_series else 0.0
    if otherwise is None and then_is_series and else_is_series:
        return 0.0
    return otherwise


def repeat(points: list[Point]) -> list[Point]:
    """Fill each gap with the last point before it."""
    filled: list[Point] = []
    for point in points:
        last = filled[-1] if filled else None
        filled.append(last if point is None else point)
    return filled


def linear(points: list[Point]) -> list[Point]:
    """Fill each gap with a line between the points around it."""
    filled = list(points)
    known = [slot for slot, point in enumerate(points) if point is not None]
    for before, after in pairwise(known):
        start, end = points[before], points[after]
        assert start is not None
        assert end is not None
        for slot in range(before + 1, after):
            share = (slot - before) / (after - before)
            filled[slot] = start + (end - start) * share
    return filled


def difference(points: list[Point]) -> list[Point]:
    """Subtract from each point the previous one that exists."""
    changes: list[Point] = []
    last: Point = None
    for point in points:
        changes.append(None if point is None or last is None else point - last)
        last = last if point is None else point
    return changes
