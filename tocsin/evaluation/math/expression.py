"""A metric math expression that can be evaluated."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tocsin import metric_math
from tocsin.diagnostics import Problem
from tocsin.evaluation.array_types import Seconds
from tocsin.evaluation.math.evaluator import Evaluator
from tocsin.evaluation.math.inputs import as_inputs
from tocsin.evaluation.math.slots import check_slots
from tocsin.evaluation.math.values import (
    Scalar,
    SeriesInput,
    TimeSeries,
    TimeSeriesArray,
    Value,
    as_value,
)
from tocsin.metric_math import KEYWORDS, ExpressionError, Name, ValueType, id_meant, walk

_TYPE_OF_VALUE: dict[type[Value], ValueType] = {
    Scalar: ValueType.SCALAR,
    TimeSeries: ValueType.TIME_SERIES,
    TimeSeriesArray: ValueType.TIME_SERIES_ARRAY,
}

_NO_RESULTS = {ValueType.STRING, ValueType.STRING_ARRAY}


@dataclass(frozen=True)
class Expression(metric_math.Expression):
    """A metric math expression with what evaluates it."""

    @cached_property
    def _checked(self) -> set[tuple[object, ...]]:
        return set()

    def evaluate(
        self,
        series: Mapping[str, SeriesInput],
        *,
        timestamps: Seconds,
        period: int,
        metric_ids: Sequence[str] | None = None,
        inputs: Mapping[str, SeriesInput] | None = None,
    ) -> Value:
        """Evaluate over one grid of slots.

        Args:
            series: For each id its values, one a slot (float64, NaN = missing); a list of
                arrays is an array of time series; typed values are taken as they are.
            timestamps: Epoch seconds of the slots' starts, ascending.
            period: Seconds of a slot, which PERIOD() returns.
            metric_ids: What METRICS() returns, in order; every time series in `series` if None.
            inputs: Results of external functions (bands, quotas, Lambda functions), by the
                text of the call.

        Raises:
            ExpressionError: An id has no series, a call has no input, or types do not fit.
            ValueError: A series does not have one value a slot, or a metric id no series.
        """
        values = {name: as_value(given, name) for name, given in series.items()}
        results = as_inputs(inputs or {})
        check_slots({**values, **results}, len(timestamps))
        return self.value(
            Evaluator(
                values=values,
                timestamps=timestamps,
                period=period,
                metric_ids=_metric_ids(metric_ids, values),
                inputs=results,
            )
        )

    def value(self, evaluator: Evaluator) -> Value:
        """Evaluate against values that are already typed and checked."""
        self._check_types(evaluator)
        value = evaluator.value(self.tree)
        if isinstance(value, TimeSeries) and not value.label:
            return TimeSeries(value.values, self.canonical)
        return value

    def _check_types(self, evaluator: Evaluator) -> None:
        values, inputs = evaluator.values, evaluator.inputs
        self._check_references(values)
        known = {name: _TYPE_OF_VALUE[type(values[name])] for name in self.references}
        call_types = {text: _TYPE_OF_VALUE[type(value)] for text, value in inputs.items()}
        # An alarm evaluates the same expression for each of its windows, with the same types.
        key = (*known.values(), *call_types.items())
        if key in self._checked:
            return
        if self.result_type(known, call_types=call_types) in _NO_RESULTS:
            what = "found a string as the result; allowed: a time series"
            fix = "give an expression over metrics"
            raise ExpressionError.at(self.text, 0, "wrong-type", what, fix)
        self._checked.add(key)

    def _check_references(self, known: Collection[str]) -> None:
        if all(name in known for name in self.references):
            return
        raise ExpressionError(self.text, *self._unknown_ids(known))

    def _unknown_ids(self, known: Collection[str]) -> list[Problem]:
        having = ", ".join(known) or "none are given"
        return [
            ExpressionError.problem_at(
                self.text,
                node.position,
                "unknown-id",
                f"found {node.name!r}, which has no series; allowed: ids that have one ({having})",
                id_meant(node.name, known, KEYWORDS),
            )
            for node in walk(self.tree)
            if isinstance(node, Name) and node.is_id and node.name not in known
        ]


def _metric_ids(given: Sequence[str] | None, values: Mapping[str, Value]) -> tuple[str, ...]:
    if given is not None:
        unknown = [name for name in given if name not in values]
        if unknown:
            message = f"metric_ids names {', '.join(unknown)}: give each a series in `series`"
            raise ValueError(message)
        return tuple(given)
    return tuple(name for name, value in values.items() if isinstance(value, TimeSeries))


@lru_cache(maxsize=1024)
def parse(expression: str) -> Expression:
    """Parse a metric math expression, once however many evaluations use it.

    Ids may stand for anything here: what they are is known when it is evaluated or validated.

    Raises:
        ExpressionError: It does not follow the grammar, or no metric could make it valid; the
            error lists every problem with its position.
    """
    return Expression(expression, metric_math.parse(expression).tree)
