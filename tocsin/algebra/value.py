"""What is known of a value of metric math before there are data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tocsin.algebra.interval import ANY, ZERO, Interval, only
from tocsin.algebra.quotient import Quotient

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A scalar, or what a time series has at a slot.

    Attributes:
        range: The numbers that it can be; None if it never is one.
        can_be_missing: Whether there may be no point.
        quotient: What it is wherever it is a number; None if that cannot be written.
        is_scalar: Whether it belongs to no slot.
    """

    range: Interval | None
    can_be_missing: bool = False
    quotient: Quotient | None = None
    is_scalar: bool = False

    @classmethod
    def number(cls, value: float) -> Value:
        """Return a scalar that is one number."""
        return cls(range=only(value), quotient=Quotient.number(value), is_scalar=True)

    @property
    def as_series(self) -> Value:
        """It as a series that has it at each slot."""
        return replace(self, is_scalar=False)

    @property
    def as_scalar(self) -> Value:
        """It as a scalar."""
        return replace(self, is_scalar=True)

    @property
    def present(self) -> Value:
        """It where it is a number."""
        return replace(self, can_be_missing=False)

    @property
    def or_missing(self) -> Value:
        """It, or no point."""
        return replace(self, can_be_missing=True)

    @property
    def gaps_as_zero(self) -> Value:
        """It with zero in place of no point."""
        if not self.can_be_missing:
            return self
        return ZERO_POINT if self.range is None else either((self.present, ZERO_POINT))

    def filled(self, filler: Value) -> Value:
        """Return it with another value in place of no point."""
        if not self.can_be_missing:
            return self
        return filler if self.range is None else either((self.present, filler))


ZERO_POINT: Final = Value(range=ZERO, quotient=Quotient.number(0))
"""A point that is zero."""


MISSING: Final = Value(range=None, can_be_missing=True)
"""No point, whatever happens."""

UNKNOWN: Final = Value(range=ANY, can_be_missing=True)
"""Anything: nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Values:
    """An array of time series at a slot.

    Attributes:
        items: Its series.
        is_known: Whether these are all of them, in their order; otherwise any of them may be
            left out, and the order is another.
    """

    items: tuple[Value, ...]
    is_known: bool = True

    @property
    def each(self) -> tuple[Value, ...]:
        """Its series; one that may be left out is one that may have no point."""
        return self.items if self.is_known else tuple(item.or_missing for item in self.items)


Operand = Value | Values
"""What an operator or a function takes."""


def either(values: Iterable[Value]) -> Value:
    """Return what is known of a value that is one of several."""
    found = tuple(values)
    ranges = [value.range for value in found if value.range is not None]
    hull = ranges[0] if ranges else None
    for each in ranges[1:]:
        assert hull is not None, "the first of the ranges was taken"
        hull |= each
    quotients = {value.quotient for value in found if value.range is not None}
    return Value(
        range=hull,
        can_be_missing=any(value.can_be_missing for value in found),
        quotient=quotients.pop() if len(quotients) == 1 else None,
        is_scalar=all(value.is_scalar for value in found),
    )
