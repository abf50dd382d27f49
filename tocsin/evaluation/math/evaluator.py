"""Evaluates a typed tree over the series of one grid of slots."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from tocsin.evaluation.array_types import Seconds
from tocsin.evaluation.math import (
    aggregation,
    arithmetic,
    arrays,
    calendar_fields,
    changes,
    comparison,
    pointwise,
)
from tocsin.evaluation.math.conditional import choose
from tocsin.evaluation.math.gaps import fill
from tocsin.evaluation.math.inputs import look_up
from tocsin.evaluation.math.values import Scalar, TimeSeries, TimeSeriesArray, Value
from tocsin.metric_math import EXTERNAL, Array, Call, Name, Negation, Node, Number, Operation, Text

_Operand: TypeAlias = Value | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluator:
    """What an expression is evaluated against.

    Attributes:
        values: The value of each id that may be referred to.
        timestamps: Epoch seconds of the slots' starts, ascending.
        period: Seconds of a slot.
        metric_ids: The ids that METRICS() returns, in order.
        inputs: Results of external functions, by canonical text of the call.
    """

    values: Mapping[str, Value]
    timestamps: Seconds
    period: int
    metric_ids: tuple[str, ...]
    inputs: Mapping[str, Value]

    def value(self, node: Node) -> Value:
        """Return the value of a node that is typed without problems."""
        match node:
            case Number(value=number):
                return Scalar(number)
            case Name(name=name):
                return self.values[name]
            case Array(items=items):
                return _flatten([self.value(item) for item in items])
            case Negation(operand=operand):
                return arithmetic.negate(self.value(operand))
            case Operation(operator=symbol, left=left, right=right):
                return _operate(symbol, self.value(left), self.value(right))
            case Call():
                return self._call(node)
            case Text():
                message = f"the string {node.value!r} has no value outside a function"
                raise TypeError(message)

    def _call(self, node: Call) -> Value:
        if node.function in EXTERNAL:
            return look_up(node, self.inputs)
        if node.function == "METRICS":
            return self._metrics(node)
        if node.function == "PERIOD":
            return Scalar(float(self.period))
        return self._apply(node.function, [self._argument(item) for item in node.arguments])

    def _argument(self, node: Node) -> _Operand:
        if isinstance(node, Name) and not node.is_id:
            return node.name
        return self.value(node)

    def _metrics(self, node: Call) -> TimeSeriesArray:
        part = next((item.value for item in node.arguments if isinstance(item, Text)), "")
        return _flatten([self.values[name] for name in self.metric_ids if part in name])

    def _apply(self, function: str, arguments: list[_Operand]) -> Value:
        slots = len(self.timestamps)
        match function, arguments:
            case "FILL", [Scalar() | TimeSeries() | TimeSeriesArray() as value, filler]:
                return fill(value, filler)
            case "IF", [Scalar() | TimeSeries() as condition, Scalar() | TimeSeries() as then]:
                return choose(condition, then, None)
            case "IF", [
                Scalar() | TimeSeries() as condition,
                Scalar() | TimeSeries() as then,
                Scalar() | TimeSeries() as otherwise,
            ]:
                return choose(condition, then, otherwise)
            case "TIME_SERIES", [Scalar(value=number)]:
                return TimeSeries(np.full(slots, number))
            case _, [TimeSeriesArray() as array, *rest]:
                return self._of_array(function, array, rest)
            case _, [TimeSeries() as series]:
                return self._of_series(function, series)
            case _:
                message = f"{function} does not take {arguments!r}"
                raise TypeError(message)

    def _of_array(self, function: str, array: TimeSeriesArray, rest: list[_Operand]) -> Value:
        slots = len(self.timestamps)
        match function, rest:
            case "FIRST" | "LAST", []:
                return arrays.pick(array, 0 if function == "FIRST" else -1, slots)
            case "METRIC_COUNT", []:
                return arrays.metric_count(array)
            case "REMOVE_EMPTY", []:
                return arrays.remove_empty(array)
            case "SLICE", [Scalar() as start, *end]:
                return arrays.slice_of(array, start, _optional_scalar(end))
            case "SORT", [str() as statistic, str() as order, *limit]:
                return arrays.sort(array, statistic, order, _optional_scalar(limit))
            case _:
                return self._of_series(function, array)

    def _of_series(self, function: str, value: TimeSeries | TimeSeriesArray) -> Value:
        if function in pointwise.FUNCTIONS:
            return pointwise.apply(function, value)
        if function in changes.FUNCTIONS:
            return changes.change(function, value, self.timestamps)
        if function in calendar_fields.FUNCTIONS:
            return calendar_fields.calendar_field(function, self.timestamps)
        return aggregation.aggregate(function, value, len(self.timestamps))


def _operate(symbol: str, left: Value, right: Value) -> Value:
    if symbol in arithmetic.OPERATORS:
        return arithmetic.calculate(symbol, left, right)
    return comparison.compare(symbol, left, right)


def _flatten(values: list[Value]) -> TimeSeriesArray:
    series: list[TimeSeries] = []
    for value in values:
        if isinstance(value, TimeSeriesArray):
            series.extend(value)
        elif isinstance(value, TimeSeries):
            series.append(value)
    return TimeSeriesArray(tuple(series))


def _optional_scalar(operands: list[_Operand]) -> Scalar | None:
    return operands[0] if operands and isinstance(operands[0], Scalar) else None
