"""Several queries that refer to each other by id, evaluated in the order they depend."""

from collections.abc import Collection, Mapping
from graphlib import CycleError

from tocsin.diagnostics import InvalidInputError, Location
from tocsin.evaluation.array_types import Seconds
from tocsin.evaluation.math.evaluator import Evaluator
from tocsin.evaluation.math.expression import Expression, parse
from tocsin.evaluation.math.inputs import as_inputs
from tocsin.evaluation.math.slots import check_slots
from tocsin.evaluation.math.values import SeriesInput, Value, as_value
from tocsin.metric_math import Query, cycles, expression_order, undefined_ids


def evaluate_queries(
    queries: Mapping[str, SeriesInput | Expression | str],
    *,
    timestamps: Seconds,
    period: int,
    inputs: Mapping[str, SeriesInput] | None = None,
) -> dict[str, Value]:
    """Evaluate every query over one grid of slots.

    Args:
        queries: For each id a metric's values (as in `Expression.evaluate`) or an expression.
            METRICS() returns the metrics in this order, and no expression.
        timestamps: Epoch seconds of the slots' starts, ascending.
        period: Seconds of a slot.
        inputs: Results of external functions, by the text of the call.

    Returns:
        The value of each id, in the order of `queries`.

    Raises:
        InvalidInputError: An id is undefined, or expressions refer to each other in a cycle.
        ExpressionError: An expression is not valid for the values it refers to.
    """
    expressions = {
        name: parse(query) if isinstance(query, str) else query
        for name, query in queries.items()
        if isinstance(query, str | Expression)
    }
    order = evaluation_order(expressions, queries.keys())
    metrics = {
        name: as_value(query, name)
        for name, query in queries.items()
        if not isinstance(query, str | Expression)
    }
    given = as_inputs(inputs or {})
    check_slots({**metrics, **given}, len(timestamps))
    values = dict(metrics)
    evaluator = Evaluator(
        values=values,
        timestamps=timestamps,
        period=period,
        metric_ids=tuple(metrics),
        inputs=given,
    )
    for name in order:
        values[name] = expressions[name].value(evaluator)
    return {name: values[name] for name in queries}


def evaluation_order(
    expressions: Mapping[str, Expression], ids: Collection[str]
) -> tuple[str, ...]:
    """Return the ids of `expressions` so that each comes after those it refers to.

    Raises:
        InvalidInputError: An expression refers to an id that is not in `ids`, or to itself by way
            of others.
    """
    try:
        order = expression_order(expressions)
    except CycleError:
        order = ()
    references = (name for expression in expressions.values() for name in expression.references)
    if len(order) < len(expressions) or any(name not in ids for name in references):
        queries = {name: Query(id=name, where=Location(source=f"query {name}")) for name in ids}
        problems = undefined_ids(expressions, queries)
        raise InvalidInputError([*problems, *cycles(expressions, queries)])
    return order
