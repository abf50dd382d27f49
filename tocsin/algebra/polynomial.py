"""Sums of products of unknowns, exactly: what metric math computes without dividing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tocsin.algebra.interval import ZERO, Interval, only

if TYPE_CHECKING:
    from collections.abc import Mapping

Monomial = tuple[int, ...]
"""A product of unknowns, each by its number and as often as it occurs, ascending: `()` is one."""

MOST_TERMS: Final = 64
HIGHEST_DEGREE: Final = 8


class TooLargeError(Exception):
    """A polynomial has more terms than anybody writes: it is not worth to go on."""


@dataclass(frozen=True, eq=False)
class Polynomial:
    """A polynomial over unknowns.

    Attributes:
        terms: The coefficient of each product; none is zero.
    """

    terms: Mapping[Monomial, Fraction]

    @classmethod
    def number(cls, value: float | Fraction) -> Polynomial:
        """Return a constant."""
        return cls({(): Fraction(value)} if value else {})

    @classmethod
    def unknown(cls, index: int) -> Polynomial:
        """Return one unknown."""
        return cls({(index,): Fraction(1)})

    def __eq__(self, other: object) -> bool:
        """Say whether two polynomials are the same."""
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        """Return a number that equal polynomials share."""
        return hash(frozenset(self.terms.items()))

    def __add__(self, other: Polynomial) -> Polynomial:
        """Return the sum."""
        terms = dict(self.terms)
        for monomial, factor in other.terms.items():
            terms[monomial] = terms.get(monomial, Fraction(0)) + factor
        return _checked(terms)

    def __neg__(self) -> Polynomial:
        """Return it with all signs changed."""
        return Polynomial({monomial: -factor for monomial, factor in self.terms.items()})

    def __sub__(self, other: Polynomial) -> Polynomial:
        """Return the difference."""
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        """Return the product."""
        terms: dict[Monomial, Fraction] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                monomial = tuple(sorted(left + right))
                terms[monomial] = terms.get(monomial, Fraction(0)) + a * b
        return _checked(terms)

    @cached_property
    def unknowns(self) -> frozenset[int]:
        """The unknowns that it has."""
        return frozenset(index for monomial in self.terms for index in monomial)

    @property
    def constant(self) -> Fraction | None:
        """The number that it is; None if it has unknowns."""
        return None if self.unknowns else self.terms.get((), Fraction(0))

    def within(self, box: Mapping[int, Interval]) -> Interval:
        """Return the range of its values where each unknown is in the range of a box."""
        total = ZERO
        for monomial, factor in self.terms.items():
            total += only(float(factor)) * product_within(monomial, box)
        return total


def product_within(monomial: Monomial, box: Mapping[int, Interval]) -> Interval:
    """Return the range of a product of unknowns; an even power is never negative."""
    result = only(1.0)
    for index in dict.fromkeys(monomial):
        powers = box[index].power(monomial.count(index))
        assert powers is not None, "a power with a whole exponent above zero always has a value"
        result *= powers
    return result


def _checked(terms: Mapping[Monomial, Fraction]) -> Polynomial:
    kept = {monomial: factor for monomial, factor in terms.items() if factor}
    if len(kept) > MOST_TERMS or any(len(monomial) > HIGHEST_DEGREE for monomial in kept):
        raise TooLargeError
    return Polynomial(kept)
