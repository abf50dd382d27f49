"""What is known of each part of a metric math expression, from what is known of its metrics."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from tocsin.algebra import aggregation, arrays, functions
from tocsin.algebra.arithmetic import Box, negate, operate
from tocsin.algebra.conditional import Branches, can_be, choose
from tocsin.algebra.kinds import is_scalar
from tocsin.algebra.narrowing import narrowed
from tocsin.algebra.value import MISSING, UNKNOWN, Operand, Value, Values, either
from tocsin.metric_math import (
    BAND,
    EXTERNAL,
    Array,
    Call,
    Name,
    Negation,
    Node,
    Number,
    Operation,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_ANY_SERIES: Final = Values((UNKNOWN,), is_known=False)


@dataclass(slots=True, kw_only=True)
class Evaluator:
    """What an expression is looked at with, at one slot.

    Attributes:
        leaves: What is known of each query that is not metric math.
        trees: The tree of each query that is.
        box: The range of each unknown.
        metric_ids: The ids that METRICS() returns, in order.
        period: Seconds of a slot.
        slots: How many slots there are at most.
        simplify: Whether terms that cancel each other are seen.
        any_slot: The same at any slot, where each metric may have a point or not; None for itself.
    """

    leaves: Mapping[str, Value]
    trees: Mapping[str, Node]
    box: Box
    metric_ids: tuple[str, ...]
    period: int
    slots: int
    simplify: bool = True
    any_slot: Evaluator | None = None
    _known: dict[str, Operand] = field(default_factory=dict)
    _values: dict[int, Operand] = field(default_factory=dict)

    def query(self, query_id: str) -> Operand:
        """Return what is known of a query."""
        if query_id not in self._known:
            tree = self.trees.get(query_id)
            found = self.leaves.get(query_id, UNKNOWN) if tree is None else self.value(tree)
            self._known[query_id] = found
        return self._known[query_id]

    def value(self, node: Node) -> Operand:
        """Return what is known of a node of a tree that is typed without problems."""
        found = self._values.get(id(node))
        if found is None:
            found = self._values[id(node)] = self._value(node)
        return found

    def _value(self, node: Node) -> Operand:
        match node:
            case Number() | Name() | Text():
                return self._leaf(node)
            case Array(items=items):
                return _flat(map(self.value, items))
            case Negation(operand=operand):
                return _mapped(self.value(operand), negate)
            case Operation(operator=symbol, left=left, right=right):
                return self._operation(symbol, self.value(left), self.value(right))
            case Call(function=function) if function in EXTERNAL:
                return Values((UNKNOWN, UNKNOWN)) if function == BAND else UNKNOWN
            case Call():
                return self._call(node)

    def series(self, node: Node) -> Value:
        """Return what is known of a node that is no array."""
        return _single(self.value(node))

    def _leaf(self, node: Number | Name | Text) -> Operand:
        match node:
            case Number(value=number):
                return Value.number(number)
            case Name(name=name):
                return self.query(name)
            case Text():
                return UNKNOWN

    def _operation(self, symbol: str, left: Operand, right: Operand) -> Operand:
        if isinstance(left, Values):
            other = _single(right)
            return _mapped(left, lambda item: self._operated(symbol, item, other))
        if isinstance(right, Values):
            return _mapped(right, lambda item: self._operated(symbol, left, item))
        return self._operated(symbol, left, right)

    def _operated(self, symbol: str, left: Value, right: Value) -> Value:
        return operate(symbol, left, right, self.box if self.simplify else {})

    def _call(self, call: Call) -> Operand:
        match call.function, call.arguments:
            case "METRICS", arguments:
                part = next((each.value for each in arguments if isinstance(each, Text)), "")
                return _flat(self.query(name) for name in self.metric_ids if part in name)
            case "PERIOD", _:
                return Value.number(self.period)
            case "IF", (condition, then, *otherwise):
                return self._if(condition, then, otherwise[0] if otherwise else None)
            case "FILL", (filled, filler):
                return self._fill(filled, filler)
            case function, (first, *rest):
                return self._function(function, first, rest)
            case _:
                return UNKNOWN

    def _function(self, function: str, first: Node, rest: list[Node]) -> Operand:
        found = self.value(first)
        if isinstance(found, Value):
            return self._of_series(function, first, found)
        scalars = [self.series(node) for node in rest if not isinstance(node, Name) or node.is_id]
        return self._of_array(function, found, scalars)

    def _if(self, condition: Node, then: Node, otherwise: Node | None) -> Value:
        asked = self.series(condition)
        branches = Branches(
            then=self._branch(condition, asked, then, truth=True),
            otherwise=self._branch(condition, asked, otherwise, truth=False),
            fills_otherwise=otherwise is not None
            and not is_scalar(then, self.query)
            and not is_scalar(otherwise, self.query),
        )
        return choose(asked, branches)

    def _branch(
        self, condition: Node, asked: Value, branch: Node | None, *, truth: bool
    ) -> Value | None:
        """Return what a branch of IF is where it is chosen; None if it never is."""
        if not can_be(asked, truth=truth):
            return None
        box = narrowed(condition, self.box, truth=truth, trees=self.trees, known=self.value)
        if box is None:
            return None
        if branch is None:
            return MISSING
        return (self if box is self.box else self._within(box)).series(branch)

    def _within(self, box: Box) -> Evaluator:
        """Return the same where unknowns are in narrower ranges."""
        leaves = {name: _clipped(leaf, box) for name, leaf in self.leaves.items()}
        return replace(self, leaves=leaves, box=box, any_slot=self._anywhere, _known={}, _values={})

    @property
    def _anywhere(self) -> Evaluator:
        return self.any_slot or self

    def _fill(self, filled: Node, filler: Node) -> Operand:
        value = self.value(filled)
        if isinstance(filler, Name) and not filler.is_id:
            return self._repeated(value, self._anywhere.value(filled))
        other = self.series(filler).as_series
        return _mapped(value, lambda item: item.as_series.filled(other))

    def _repeated(self, value: Operand, elsewhere: Operand) -> Operand:
        """Return a value with its gaps filled from points of other slots, if there are any."""
        if isinstance(value, Value):
            return value.filled(replace(_single(elsewhere).or_missing, quotient=None))
        if not isinstance(elsewhere, Values) or len(elsewhere.items) != len(value.items):
            return _ANY_SERIES
        pairs = zip(value.items, elsewhere.items, strict=True)
        return Values(tuple(_single(self._repeated(*pair)) for pair in pairs), value.is_known)

    def _of_series(self, function: str, node: Node, value: Value) -> Operand:
        if function == "TIME_SERIES":
            return value.as_series
        if function in functions.CALENDAR:
            return functions.CALENDAR[function]
        if function in functions.POINTWISE:
            return functions.POINTWISE[function](value)
        anywhere = self._anywhere.series(node)
        if function in functions.CHANGES:
            return functions.change(
                function, anywhere, here=value, period=self.period, slots=self.slots
            )
        if function in aggregation.FUNCTIONS:
            return aggregation.over_time(function, anywhere, here=value, slots=self.slots)
        return UNKNOWN

    def _of_array(self, function: str, array: Values, scalars: list[Value]) -> Operand:
        if function in aggregation.FUNCTIONS:
            return aggregation.over_series(function, array, self.box if self.simplify else {})
        if function in functions.POINTWISE:
            return _mapped(array, functions.POINTWISE[function])
        if function in arrays.FUNCTIONS:
            return arrays.FUNCTIONS[function](array, scalars)
        return _ANY_SERIES


def _single(value: Operand) -> Value:
    """Return a value, or what is known of each of several."""
    return value if isinstance(value, Value) else either((*value.items, MISSING))


def _mapped(value: Operand, apply: Callable[[Value], Value]) -> Operand:
    if isinstance(value, Value):
        return apply(value)
    return Values(tuple(map(apply, value.items)), value.is_known)


def _flat(values: Iterable[Operand]) -> Values:
    found = list(values)
    lists = [each.items if isinstance(each, Values) else (each,) for each in found]
    items = [item for each in lists for item in each]
    is_known = all(each.is_known for each in found if isinstance(each, Values))
    return Values(tuple(items), is_known)


def _clipped(leaf: Value, box: Box) -> Value:
    index = None if leaf.quotient is None else leaf.quotient.single
    if index is None or leaf.range is None:
        return leaf
    return replace(leaf, range=box[index])
