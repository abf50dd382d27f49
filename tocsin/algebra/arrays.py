"""FIRST, LAST, SORT, SLICE, REMOVE_EMPTY and METRIC_COUNT where only ranges are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tocsin.algebra.interval import Interval
from tocsin.algebra.value import MISSING, Operand, Value, Values, either

Arguments = Sequence[Value]
"""The scalars that stand behind the array."""


def _picked(index: int) -> Callable[[Values, Arguments], Operand]:
    def pick(array: Values, _: Arguments) -> Operand:
        if not array.items:
            return MISSING
        return array.items[index] if array.is_known else either((*array.each, MISSING))

    return pick


def _sliced(array: Values, numbers: Arguments) -> Operand:
    bounds = [each.range.low for each in numbers if each.range and each.range.is_one_number]
    if not array.is_known or len(bounds) != len(numbers):
        return Values(array.items, is_known=False)
    first, *last = (max(int(each), 0) for each in bounds)
    return Values(array.items[first : last[0] if last else None])


def _counted(array: Values, _: Arguments) -> Operand:
    count = len(array.items)
    return Value(range=Interval(count if array.is_known else 0, count), is_scalar=True)


FUNCTIONS: Final[Mapping[str, Callable[[Values, Arguments], Operand]]] = {
    "FIRST": _picked(0),
    "LAST": _picked(-1),
    "METRIC_COUNT": _counted,
    "REMOVE_EMPTY": lambda array, _: Values(array.items, is_known=False),
    "SLICE": _sliced,
    "SORT": lambda array, _: Values(array.items, is_known=False),
}
