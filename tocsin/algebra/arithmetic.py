"""What operators make of values of which only ranges are known.

As in `tocsin.evaluation.math`: between two series a missing point counts as zero where the other
has one, and what is no number, such as a quotient by zero, is no point.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from tocsin.algebra.interval import ANY, ONE, TRUTH, ZERO, Interval
from tocsin.algebra.quotient import Quotient
from tocsin.algebra.value import MISSING, ZERO_POINT, Value, either

Box = Mapping[int, Interval]
"""The range of each unknown; empty where terms that cancel each other are not looked for."""

ARITHMETIC: Final = frozenset("+-*/^")
_OPPOSITES: Final = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "==": "!=", "!=": "=="}


def operate(symbol: str, left: Value, right: Value, box: Box) -> Value:
    """Apply an operator to two values, each a scalar or a series."""
    ways = [_of_points(symbol, left, right, box)]
    if left.is_scalar or right.is_scalar:
        can_be_missing = left.can_be_missing or right.can_be_missing
    else:
        can_be_missing = left.can_be_missing and right.can_be_missing
        if left.can_be_missing:
            ways.append(_of_points(symbol, ZERO_POINT, right, box))
        if right.can_be_missing:
            ways.append(_of_points(symbol, left, ZERO_POINT, box))
    found = either(way for way in ways if way is not None) if any(ways) else MISSING
    is_scalar = left.is_scalar and right.is_scalar
    return replace(
        found, can_be_missing=found.can_be_missing or can_be_missing, is_scalar=is_scalar
    )


def negate(value: Value) -> Value:
    """Return a value with its sign changed."""
    if value.range is None:
        return value
    quotient = value.quotient and Quotient.number(-1).combined("*", value.quotient)
    return replace(value, range=-value.range, quotient=quotient)


def _of_points(symbol: str, left: Value, right: Value, box: Box) -> Value | None:
    """Return the result where both are numbers; None if they never are."""
    if left.range is None or right.range is None:
        return None
    if symbol in ARITHMETIC:
        return _calculated(symbol, left, right, box)
    holds = _holds(symbol, left, right, box)
    if holds is None:
        return Value(range=TRUTH)
    return Value(range=ONE if holds else ZERO, quotient=Quotient.number(int(holds)))


def _calculated(symbol: str, left: Value, right: Value, box: Box) -> Value:
    assert left.range is not None, "only points are calculated with"
    assert right.range is not None, "only points are calculated with"
    found, is_total = _RANGES[symbol](left.range, right.range)
    if found is not None and not _is_bounded(found):
        # A number that is too large to be one is no point.
        is_total = is_total and not (_is_bounded(left.range) and _is_bounded(right.range))
    quotient = None
    if left.quotient is not None and right.quotient is not None:
        quotient = left.quotient.combined(symbol, right.quotient)
        if box and found is not None and quotient is not None and _share(left, right):
            found = (found & quotient.within(box)) or found
    return Value(range=found, can_be_missing=not is_total, quotient=quotient)


def _is_bounded(numbers: Interval) -> bool:
    return math.isfinite(numbers.low) and math.isfinite(numbers.high)


def _share(left: Value, right: Value) -> bool:
    """Say whether both have an unknown in common, so that terms may cancel each other."""
    assert left.quotient is not None, "only quotients are compared"
    assert right.quotient is not None, "only quotients are compared"
    return bool(left.quotient.unknowns & right.quotient.unknowns)


def _divided(left: Interval, right: Interval) -> tuple[Interval | None, bool]:
    return left / right, 0.0 not in right


def _raised(left: Interval, right: Interval) -> tuple[Interval | None, bool]:
    if not right.is_one_number:
        return ANY, False
    exponent = float(right.low)
    has_roots = exponent.is_integer() or left.low >= 0
    return left.power(exponent), has_roots and (exponent >= 0 or 0.0 not in left)


_RANGES: Final[Mapping[str, Callable[[Interval, Interval], tuple[Interval | None, bool]]]] = {
    "+": lambda left, right: (left + right, True),
    "-": lambda left, right: (left - right, True),
    "*": lambda left, right: (left * right, True),
    "/": _divided,
    "^": _raised,
}
"""For each operator the range of its results, and whether each pair of numbers has one."""


def _holds(symbol: str, left: Value, right: Value, box: Box) -> bool | None:
    """Say whether a comparison holds of all numbers, or of none; None if of some."""
    assert left.range is not None, "only points are compared"
    assert right.range is not None, "only points are compared"
    if symbol in {"AND", "OR"}:
        return _joined({truth_of(left.range), truth_of(right.range)}, deciding=symbol == "OR")
    difference = left.range - right.range
    if box and left.quotient is not None and right.quotient is not None and _share(left, right):
        simplified = left.quotient.combined("-", right.quotient)
        if simplified is not None:
            difference = (difference & simplified.within(box)) or difference
    return _compares(symbol, difference)


def truth_of(numbers: Interval) -> bool | None:
    """Say whether all numbers of a range are true, as all but zero are; None if some are."""
    if 0.0 not in numbers:
        return True
    return False if numbers == ZERO else None


def _joined(truths: set[bool | None], *, deciding: bool) -> bool | None:
    """Return what AND or OR gives of two truths, one of which may decide alone."""
    if deciding in truths:
        return deciding
    return None if None in truths else not deciding


def _compares(symbol: str, difference: Interval) -> bool | None:
    """Say whether a comparison holds, from the range of what the left is more than the right."""
    for each, wanted in ((symbol, True), (_OPPOSITES[symbol], False)):
        if _ALWAYS[each](difference):
            return wanted
    return None


_ALWAYS: Final[Mapping[str, Callable[[Interval], bool]]] = {
    ">": lambda each: each.low > 0,
    ">=": lambda each: each.low >= 0,
    "<": lambda each: each.high < 0,
    "<=": lambda each: each.high <= 0,
    "==": lambda each: each == ZERO,
    "!=": lambda each: 0.0 not in each,
}
