"""Functions of one series of which only a range is known."""

from __future__ import annotations

import math
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Final

from tocsin.algebra.interval import Interval
from tocsin.algebra.value import MISSING, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _absolute(value: Value) -> Value:
    if value.range is None or value.range.low >= 0:
        return value
    return replace(value, range=value.range.absolute, quotient=None)


def _rising(function: Callable[[float], float]) -> Callable[[Value], Value]:
    def apply(value: Value) -> Value:
        if value.range is None:
            return value
        return replace(value, range=value.range.rising(function), quotient=None)

    return apply


def _logarithm(function: Callable[[float], float]) -> Callable[[Value], Value]:
    def apply(value: Value) -> Value:
        positive = None if value.range is None else value.range.above_zero
        if value.range is None or positive is None:
            return MISSING
        found = positive.rising(lambda each: function(each) if each else -inf)
        can_be_missing = value.can_be_missing or value.range.low <= 0
        return replace(value, range=found, quotient=None, can_be_missing=can_be_missing)

    return apply


POINTWISE: Final[Mapping[str, Callable[[Value], Value]]] = {
    "ABS": _absolute,
    "CEIL": _rising(math.ceil),
    "FLOOR": _rising(math.floor),
    "LOG": _logarithm(math.log),
    "LOG10": _logarithm(math.log10),
}
"""Functions of each point."""

CALENDAR: Final[Mapping[str, Value]] = {
    "MINUTE": Value(range=Interval(0, 59)),
    "HOUR": Value(range=Interval(0, 23)),
    "DAY": Value(range=Interval(1, 7)),
    "DATE": Value(range=Interval(1, 31)),
    "MONTH": Value(range=Interval(1, 12)),
    "YEAR": Value(range=Interval(1970, inf)),
    "EPOCH": Value(range=Interval(0, inf)),
}
"""Fields of the time of a slot, which each slot has."""


def sums(numbers: Interval, most: int) -> Interval:
    """Return the range of sums of one number or more, and of so many at most."""
    return Interval(min(numbers.low, numbers.low * most), max(numbers.high, numbers.high * most))


CHANGES: Final = frozenset({"DIFF", "DIFF_TIME", "RATE", "RUNNING_SUM"})
"""Functions of a point and of those before it."""


def change(function: str, any_point: Value, *, here: Value, period: int, slots: int) -> Value:
    """Return what a function of CHANGES gives.

    Args:
        function: Which function.
        any_point: What is known of each point.
        here: What is known of the point of the slot that is looked at.
        period: Seconds of a slot: two points are no nearer.
        slots: How many slots there are at most.
    """
    if here.range is None or any_point.range is None:
        return MISSING
    numbers = any_point.range
    apart = Interval(period, period * max(slots - 1, 1))
    if function == "RUNNING_SUM":
        return Value(range=sums(numbers, slots), can_be_missing=here.can_be_missing)
    steps = numbers - numbers
    rates = steps / apart
    assert rates is not None, "a period is longer than no time"
    ranges = {"DIFF": steps, "DIFF_TIME": apart, "RATE": rates}
    return Value(range=ranges[function], can_be_missing=True)
