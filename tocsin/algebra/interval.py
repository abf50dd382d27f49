"""Ranges of numbers, and what arithmetic makes of them.

A range holds every number that can come; it may hold others. The numbers are finite, whatever the
ends are, so that zero times anything is zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`, both included."""

    low: float
    high: float

    def __contains__(self, number: float) -> bool:
        """Say whether a number is in the range."""
        return self.low <= number <= self.high

    def __add__(self, other: Interval) -> Interval:
        """Return the range of sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """Return the range of differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        """Return the range of the numbers with their signs changed."""
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        """Return the range of products."""
        return _hull_of(_times(a, b) for a in self.ends for b in other.ends)

    def __truediv__(self, other: Interval) -> Interval | None:
        """Return the range of quotients by what is not zero; None if there is no such divisor."""
        parts = [each for each in (other.below_zero, other.above_zero) if each is not None]
        if not parts:
            return None
        return _hull_of(
            _over(a, b, side)
            for part in parts
            for side in (1.0 if part.high > 0 else -1.0,)
            for a in self.ends
            for b in part.ends
        )

    def __or__(self, other: Interval) -> Interval:
        """Return the least range that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def __and__(self, other: Interval) -> Interval | None:
        """Return what both hold; None if that is nothing."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None

    @property
    def ends(self) -> tuple[float, float]:
        """Its least and its greatest number."""
        return self.low, self.high

    @property
    def below_zero(self) -> Interval | None:
        """The part of it below zero, closed by zero."""
        return Interval(self.low, min(self.high, 0.0)) if self.low < 0 else None

    @property
    def above_zero(self) -> Interval | None:
        """The part of it above zero, closed by zero."""
        return Interval(max(self.low, 0.0), self.high) if self.high > 0 else None

    @property
    def is_one_number(self) -> bool:
        """Whether it holds a single number."""
        return self.low == self.high

    @property
    def absolute(self) -> Interval:
        """The range of the numbers without their signs."""
        if self.low >= 0:
            return self
        return -self if self.high <= 0 else Interval(0.0, max(-self.low, self.high))

    def rising(self, function: Callable[[float], float]) -> Interval:
        """Return the range of a function that never falls."""
        return Interval(_at(function, self.low), _at(function, self.high))

    def least(self, other: Interval) -> Interval:
        """Return the range of the lesser of two numbers."""
        return Interval(min(self.low, other.low), min(self.high, other.high))

    def greatest(self, other: Interval) -> Interval:
        """Return the range of the greater of two numbers."""
        return Interval(max(self.low, other.low), max(self.high, other.high))

    def power(self, exponent: float) -> Interval | None:
        """Return the range of powers with one exponent, as far as they are numbers.

        None if there are none. A power that is not whole has no value below zero.
        """
        if exponent == 0:
            return ONE
        if exponent < 0:
            powers = self.power(-exponent)
            return None if powers is None else ONE / powers
        if not float(exponent).is_integer():
            base = self & Interval(0.0, inf)
            return None if base is None else base.rising(lambda each: _power(each, exponent))
        base = self.absolute if exponent % 2 == 0 else self
        return base.rising(lambda each: _power(each, exponent))


ANY: Final = Interval(-inf, inf)
ZERO: Final = Interval(0.0, 0.0)
ONE: Final = Interval(1.0, 1.0)
TRUTH: Final = Interval(0.0, 1.0)
FROM_ZERO: Final = Interval(0.0, inf)


def only(number: float) -> Interval:
    """Return the range of one number."""
    return Interval(number, number)


def _hull_of(numbers: Iterable[float]) -> Interval:
    found = list(numbers)
    return Interval(min(found), max(found))


def _times(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b


def _over(a: float, b: float, side: float) -> float:
    """Return a quotient; `side` is the sign of the divisors that end in zero."""
    if a == 0:
        return 0.0
    if b == 0:
        return math.copysign(inf, a * side)
    return 0.0 if math.isinf(b) else a / b


def _at(function: Callable[[float], float], number: float) -> float:
    return number if math.isinf(number) else function(number)


def _power(base: float, exponent: float) -> float:
    try:
        return float(base**exponent)
    except OverflowError:
        return math.copysign(inf, base) if exponent % 2 else inf
