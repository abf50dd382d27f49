"""IF of values of which only ranges are known; `tocsin.evaluation.math` says how gaps count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tocsin.algebra.arithmetic import truth_of
from tocsin.algebra.value import MISSING, Value, either

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Branches:
    """What IF chooses from.

    Attributes:
        then: What it is where the condition holds; None if it never holds.
        otherwise: What it is where the condition does not; None if it always holds.
        fills_otherwise: Whether the third argument counts as zero where it has a gap, as it does
            if it is a series and the second is too.
    """

    then: Value | None
    otherwise: Value | None
    fills_otherwise: bool


def can_be(condition: Value, *, truth: bool) -> bool:
    """Say whether a condition can be true, or can be false."""
    return condition.range is not None and truth_of(condition.range) is not (not truth)


def choose(condition: Value, branches: Branches) -> Value:
    """Return what IF gives: no point where the condition has none."""
    ways = tuple(_chosen(condition, branches))
    found = replace(either(ways), is_scalar=False) if ways else MISSING
    return found.or_missing if condition.can_be_missing else found


def _chosen(condition: Value, branches: Branches) -> Iterator[Value]:
    then, otherwise = branches.then, branches.otherwise
    # A scalar chooses a whole series, whose gaps stay; a series chooses points, and a gap is zero.
    fills = not condition.is_scalar
    if then is not None:
        yield then.gaps_as_zero if fills and not then.is_scalar else then
    if otherwise is not None:
        yield otherwise.gaps_as_zero if fills and branches.fills_otherwise else otherwise
