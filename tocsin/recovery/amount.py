"""A length of time, with the arithmetic that gives it and what it rests on."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Basis = Literal["bound", "typical", "assumed", "declared", "measured"]
"""What a figure rests on.

A *bound* follows from schedules and windows, or is documented as one. A *typical* figure is
documented without a promise. *Assumed* is what AWS promises nothing about, and an alarm watches.
*Declared* and *measured* are said by the viewpoint.
"""

WEAKEST_FIRST: tuple[Basis, ...] = ("assumed", "typical", "declared", "measured", "bound")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One addend.

    Attributes:
        what: What takes this long, as `start window`.
        length: How long.
        basis: What the figure rests on.
        source: The page of AWS that states it, or nothing.
    """

    what: str
    length: timedelta
    basis: Basis = "bound"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum.

    Attributes:
        parts: The addends; none of them is left out for being zero.
    """

    parts: tuple[Part, ...]

    @property
    def length(self) -> timedelta:
        """The sum."""
        return sum((part.length for part in self.parts), timedelta(0))

    @property
    def basis(self) -> Basis:
        """What the weakest addend rests on."""
        return min((part.basis for part in self.parts), key=WEAKEST_FIRST.index, default="bound")
