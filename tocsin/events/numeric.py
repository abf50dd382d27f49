"""Comparisons of numbers in patterns: `[">", 0, "<=", 5]`.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching
"""

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tocsin.events.condition import Test
from tocsin.events.plain_values import is_number

_COMPARISONS: Mapping[object, Callable[[float, float], bool]] = MappingProxyType(
    {"=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)
_LOWER, _UPPER = (">", ">="), ("<", "<=")
_ONE, _TWO = 2, 4


def read_numeric(operand: object) -> Test | str:
    """Return the test of a comparison, or what is wrong with it.

    A range has its lower end first, and the ends differ in the right direction.
    """
    if not isinstance(operand, list) or len(operand) not in (_ONE, _TWO):
        return 'is not like [">", 0] or [">", 0, "<=", 5]'
    signs, limits = operand[::2], operand[1::2]
    if wrong := next((each for each in signs if each not in _COMPARISONS), None):
        return f"compares by {wrong!r}, not by one of =, <, <=, >, >="
    if not all(map(is_number, limits)):
        return "compares with something that is not a number"
    if len(signs) > 1:
        if signs[0] not in _LOWER or signs[1] not in _UPPER:
            return "has two comparisons that are not a lower end and then an upper end"
        if limits[0] >= limits[1]:
            return f"is a range from {limits[0]} to {limits[1]}, which holds nothing"
    pairs = [(_COMPARISONS[sign], limit) for sign, limit in zip(signs, limits, strict=True)]
    return lambda value: (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and all(compare(value, limit) for compare, limit in pairs)
    )
