"""AVG, SUM, MIN, MAX, STDDEV and DATAPOINT_COUNT of values of which only ranges are known."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from math import inf
from typing import TYPE_CHECKING, Final

from tocsin.algebra.arithmetic import Box, operate
from tocsin.algebra.functions import sums
from tocsin.algebra.interval import ZERO, Interval
from tocsin.algebra.value import MISSING, ZERO_POINT, Value, Values, either

if TYPE_CHECKING:
    from collections.abc import Sequence

FUNCTIONS: Final = frozenset({"AVG", "SUM", "MIN", "MAX", "STDDEV", "DATAPOINT_COUNT"})


def over_series(function: str, array: Values, box: Box) -> Value:
    """Aggregate what several series have at a slot: a point where at least one has a point."""
    if not array.items:
        return MISSING
    series = [value.as_series for value in array.each]
    match function:
        case "SUM":
            return reduce(lambda one, other: operate("+", one, other, box), series)
        case "AVG":
            return _average(array, box)
        case "MIN" | "MAX":
            return reduce(lambda one, other: _extreme(function, one, other), series)
        case "STDDEV":
            return _deviation(series)
        case _:
            return _count(series)


def _average(array: Values, box: Box) -> Value:
    """Divide by the number of series, also of those without a point, as far as that is known."""
    if not array.is_known:
        return replace(either((*array.each, ZERO_POINT)).or_missing, quotient=None)
    total = over_series("SUM", array, box)
    return operate("/", total, Value.number(len(array.items)), box)


def over_time(function: str, any_point: Value, *, here: Value, slots: int) -> Value:
    """Aggregate the points of a series over all slots to a scalar.

    Args:
        function: Which function.
        any_point: What is known of each point.
        here: What is known of the point of the slot that is looked at.
        slots: How many slots there are at most.
    """
    if function == "DATAPOINT_COUNT":
        most = slots if any_point.range is not None else 0
        least = 0 if here.can_be_missing else 1
        return Value(range=Interval(least, most), is_scalar=True)
    if any_point.range is None:
        return MISSING.as_scalar
    match function:
        case "SUM":
            found = sums(any_point.range, slots)
        case "STDDEV":
            found = _spread(any_point.range)
        case _:
            found = any_point.range
    return Value(range=found, can_be_missing=here.can_be_missing, is_scalar=True)


def _extreme(function: str, one: Value, other: Value) -> Value:
    """Return the lesser or the greater of two points, or the one that is there."""
    ways = []
    if one.range is not None and other.range is not None:
        ways.append(_lesser(one, other) if function == "MIN" else _greater(one, other))
    if one.range is not None and other.can_be_missing:
        ways.append(one.present)
    if other.range is not None and one.can_be_missing:
        ways.append(other.present)
    can_be_missing = one.can_be_missing and other.can_be_missing
    return replace(either(ways), can_be_missing=can_be_missing) if ways else MISSING


def _lesser(one: Value, other: Value) -> Value:
    assert one.range is not None, "only points are compared"
    assert other.range is not None, "only points are compared"
    if one.quotient is not None and one.quotient == other.quotient:
        return one.present
    for each, beyond in ((one, other.range), (other, one.range)):
        if each.range is not None and each.range.high <= beyond.low:
            return each.present
    return Value(range=one.range.least(other.range))


def _greater(one: Value, other: Value) -> Value:
    assert one.range is not None, "only points are compared"
    assert other.range is not None, "only points are compared"
    if one.quotient is not None and one.quotient == other.quotient:
        return one.present
    for each, beyond in ((one, other.range), (other, one.range)):
        if each.range is not None and each.range.low >= beyond.high:
            return each.present
    return Value(range=one.range.greatest(other.range))


def _deviation(series: Sequence[Value]) -> Value:
    hull = either(series)
    if hull.range is None:
        return MISSING
    is_single = len([each for each in series if each.range is not None]) == 1
    found = ZERO if is_single or hull.quotient is not None else _spread(hull.range)
    return Value(range=found, can_be_missing=all(each.can_be_missing for each in series))


def _spread(numbers: Interval) -> Interval:
    """Return the range of the deviation of numbers: half of their distance at most."""
    if inf in (-numbers.low, numbers.high):
        return Interval(0.0, inf)
    return Interval(0.0, (numbers.high - numbers.low) / 2)


def _count(series: Sequence[Value]) -> Value:
    certain = sum(not each.can_be_missing for each in series)
    possible = sum(each.range is not None for each in series)
    if not possible:
        return MISSING
    return Value(range=Interval(max(certain, 1), possible), can_be_missing=not certain)
