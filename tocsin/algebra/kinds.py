"""Which parts of an expression are scalars and which are arrays, without looking at values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tocsin.algebra.aggregation import FUNCTIONS as AGGREGATIONS
from tocsin.algebra.value import Operand, Value, Values
from tocsin.metric_math import BAND, Array, Call, Name, Negation, Node, Number, Operation

if TYPE_CHECKING:
    from collections.abc import Callable

_SCALARS: Final = frozenset({"METRIC_COUNT", "PERIOD"})
_ARRAYS: Final = frozenset({BAND, "METRICS", "REMOVE_EMPTY", "SLICE", "SORT"})
_LIKE_ARGUMENT: Final = frozenset(
    {"ABS", "CEIL", "DIFF", "DIFF_TIME", "FILL", "FLOOR", "LOG", "LOG10", "RATE", "RUNNING_SUM"}
)


def is_scalar(node: Node, query: Callable[[str], Operand]) -> bool:
    """Say whether a node is a scalar; `query` returns what is known of a query."""
    match node:
        case Number():
            return True
        case Name(name=name):
            known = query(name)
            return isinstance(known, Value) and known.is_scalar
        case Negation(operand=operand):
            return is_scalar(operand, query)
        case Operation(left=left, right=right):
            return is_scalar(left, query) and is_scalar(right, query)
        case Call(function=function, arguments=(first, *_)) if function in AGGREGATIONS:
            return not is_array(first, query)
        case _:
            return isinstance(node, Call) and node.function in _SCALARS


def is_array(node: Node, query: Callable[[str], Operand]) -> bool:
    """Say whether a node is an array of series."""
    match node:
        case Array():
            return True
        case Name(name=name):
            return isinstance(query(name), Values)
        case Negation(operand=operand):
            return is_array(operand, query)
        case Operation(left=left, right=right):
            return is_array(left, query) or is_array(right, query)
        case Call(function=function, arguments=(first, *_)) if function in _LIKE_ARGUMENT:
            return is_array(first, query)
        case _:
            return isinstance(node, Call) and node.function in _ARRAYS
