"""Quotients of polynomials: what the arithmetic of metric math computes, simplified.

Two queries that read the same series are the same unknown. So `a / (a + a + a)` is a third
whatever `a` is, and `errors / (errors + successes)` never more than one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Final

from tocsin.algebra.interval import ANY, Interval, only
from tocsin.algebra.polynomial import Monomial, Polynomial, TooLargeError, product_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_ONE: Final = Polynomial.number(1)
_ROUNDING: Final = 1e-9
"""How far a computed number may be from a fraction that no number of a computer is."""


@dataclass(frozen=True)
class Quotient:
    """One polynomial over another, which is not zero."""

    over: Polynomial
    under: Polynomial = _ONE

    @classmethod
    def number(cls, value: float) -> Quotient:
        """Return a constant."""
        return cls(Polynomial.number(value))

    @classmethod
    def unknown(cls, index: int) -> Quotient:
        """Return one unknown."""
        return cls(Polynomial.unknown(index))

    @classmethod
    def sum_of(cls, indices: Iterable[int]) -> Quotient:
        """Return the sum of several unknowns."""
        return cls(Polynomial({(index,): Fraction(1) for index in indices}))

    @cached_property
    def unknowns(self) -> frozenset[int]:
        """The unknowns that it has."""
        return self.over.unknowns | self.under.unknowns

    @cached_property
    def constant(self) -> Fraction | None:
        """The number that it is wherever it has a value; None if that depends on unknowns."""
        if not self.over.terms:
            return Fraction(0)
        if self.over.terms.keys() != self.under.terms.keys():
            return None
        ratios = {self.over.terms[each] / self.under.terms[each] for each in self.over.terms}
        return ratios.pop() if len(ratios) == 1 else None

    @cached_property
    def single(self) -> int | None:
        """The unknown that it is; None if it is more or less than one."""
        if len(self.unknowns) != 1 or self.under != _ONE:
            return None
        (index,) = self.unknowns
        return index if self.over == Polynomial.unknown(index) else None

    def combined(self, symbol: str, other: Quotient) -> Quotient | None:
        """Return the result of an operator; None where it is nothing that this can say."""
        operation = _OPERATIONS.get(symbol)
        if operation is None:
            return None
        try:
            return operation(self, other)
        except TooLargeError:
            return None

    def within(self, box: Mapping[int, Interval]) -> Interval:
        """Return the range of its values where each unknown is in the range of a box."""
        if self.constant is not None:
            return _around(self.constant, self.constant)
        if self.under.constant is not None:
            found = self.over.within(box) / only(float(self.under.constant))
        else:
            found = self._mediants(box) or self.over.within(box) / self.under.within(box)
        return ANY if found is None else found

    def _mediants(self, box: Mapping[int, Interval]) -> Interval | None:
        """Return the range from the ratios of its coefficients.

        Where no product is negative, a quotient of two weighted sums of the same products lies
        between the least and the greatest quotient of their weights.
        """
        products = self.over.terms.keys() | self.under.terms.keys()
        if any(product_within(each, box).low < 0 for each in products):
            return None
        sign = 1 if all(factor > 0 for factor in self.under.terms.values()) else -1
        if any(factor * sign < 0 for factor in self.under.terms.values()):
            return None
        ratios = [self._ratio(each) for each in products]
        return _around(min(ratios), max(ratios))

    def _ratio(self, monomial: Monomial) -> Fraction | float:
        over = self.over.terms.get(monomial, Fraction(0))
        under = self.under.terms.get(monomial)
        if under is None:
            sign = next(iter(self.under.terms.values()))
            return inf if over * sign > 0 else -inf
        return over / under


def _sum(left: Quotient, right: Quotient) -> Quotient:
    if left.under == right.under:
        return Quotient(left.over + right.over, left.under)
    over = left.over * right.under + right.over * left.under
    return _reduced(over, left.under * right.under)


def _negated(quotient: Quotient) -> Quotient:
    return Quotient(-quotient.over, quotient.under)


def _product(left: Quotient, right: Quotient) -> Quotient:
    return _reduced(left.over * right.over, left.under * right.under)


def _division(left: Quotient, right: Quotient) -> Quotient | None:
    if not right.over.terms:
        return None
    return _reduced(left.over * right.under, left.under * right.over)


_OPERATIONS: Final[Mapping[str, Callable[[Quotient, Quotient], Quotient | None]]] = {
    "+": _sum,
    "-": lambda left, right: _sum(left, _negated(right)),
    "*": _product,
    "/": _division,
}


def _reduced(over: Polynomial, under: Polynomial) -> Quotient:
    """Return a quotient without the unknowns that all its products have."""
    every = [*over.terms, *under.terms]
    shared: list[int] = []
    for index in dict.fromkeys(every[0] if every else ()):
        shared += [index] * min(monomial.count(index) for monomial in every)
    if not shared:
        return Quotient(over, under)
    return Quotient(_without(over, shared), _without(under, shared))


def _without(polynomial: Polynomial, shared: list[int]) -> Polynomial:
    return Polynomial(
        {_removed(monomial, shared): factor for monomial, factor in polynomial.terms.items()}
    )


def _removed(monomial: Monomial, shared: list[int]) -> Monomial:
    left = list(monomial)
    for index in shared:
        left.remove(index)
    return tuple(left)


def _around(low: Fraction | float, high: Fraction | float) -> Interval:
    """Return a range as numbers of a computer, wider where these only come near."""
    return Interval(_rounded(low, -1), _rounded(high, 1))


def _rounded(number: Fraction | float, away: int) -> float:
    nearest = float(number)
    return nearest if nearest == number else nearest + away * abs(nearest) * _ROUNDING
