"""What a condition tells of the metrics in it: where `requests > 50` holds, there are as many."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from tocsin.algebra.interval import ZERO, Interval
from tocsin.algebra.value import Operand, Value
from tocsin.metric_math import Name, Node, Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tocsin.algebra.arithmetic import Box

_TURNED: Final = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "==", "!=": "!="}
_OPPOSITES: Final = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "==": "!=", "!=": "=="}


def narrowed(
    condition: Node,
    box: Box,
    *,
    truth: bool,
    trees: Mapping[str, Node],
    known: Callable[[Node], Operand],
) -> Box | None:
    """Return the ranges of unknowns where a condition is true, or false; None if nowhere.

    Args:
        condition: The tree of the condition.
        box: The range of each unknown.
        truth: Whether the condition holds.
        trees: The tree of each query that is metric math.
        known: Returns what is known of a node.
    """
    match condition:
        case Name(name=name) if name in trees:
            return narrowed(trees[name], box, truth=truth, trees=trees, known=known)
        case Name() if not truth:
            return _bounded(box, known(condition), ZERO)
        case Operation(operator="AND" | "OR" as symbol) if (symbol == "AND") is truth:
            first = narrowed(condition.left, box, truth=truth, trees=trees, known=known)
            if first is None:
                return None
            return narrowed(condition.right, first, truth=truth, trees=trees, known=known)
        case Operation(operator=symbol, left=left, right=right) if symbol in _TURNED:
            wanted = symbol if truth else _OPPOSITES[symbol]
            return _compared(wanted, known(left), known(right), box)
        case _:
            return box


def _compared(symbol: str, left: Operand, right: Operand, box: Box) -> Box | None:
    for one, other, asked in ((left, right, symbol), (right, left, _TURNED[symbol])):
        number = _number(other)
        if number is not None:
            bounds = _bounds(asked, number)
            return box if bounds is None else _bounded(box, one, bounds)
    return box


def _number(value: Operand) -> float | None:
    """Return the number that a scalar is."""
    if isinstance(value, Value) and value.is_scalar and value.range and value.range.is_one_number:
        return value.range.low
    return None


def _bounds(symbol: str, number: float) -> Interval | None:
    match symbol:
        case ">" | ">=":
            return Interval(number, inf)
        case "<" | "<=":
            return Interval(-inf, number)
        case "==":
            return Interval(number, number)
        case _:
            return None


def _bounded(box: Box, value: Operand, bounds: Interval) -> Box | None:
    """Return a box in which a value lies within bounds, if the value is one unknown."""
    if not isinstance(value, Value) or value.quotient is None:
        return box
    index = value.quotient.single
    if index is None:
        return box
    kept = box[index] & bounds
    return None if kept is None else {**box, index: kept}
