"""Several queries that refer to each other by id, evaluated in the order they depend."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from tocsin.diagnostics import InvalidInputError, Location, Problem
from tocsin.evaluation.array_types import Seconds
from tocsin.evaluation.math.errors import id_meant
from tocsin.evaluation.math.evaluator import Evaluator
from tocsin.evaluation.math.expression import Expression, parse
from tocsin.evaluation.math.external import as_inputs
from tocsin.evaluation.math.query import Query
from tocsin.evaluation.math.signatures import KEYWORDS
from tocsin.evaluation.math.slots import check_slots
from tocsin.evaluation.math.values import SeriesInput, Value, as_value


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


def expression_order(expressions: Mapping[str, Expression]) -> tuple[str, ...]:
    """Return the ids of `expressions`, each after those it refers to.

    Raises:
        CycleError: Expressions refer to each other in a circle.
    """
    return _order(tuple((name, *below) for name, below in _dependencies(expressions).items()))


@lru_cache(maxsize=256)
def _order(dependencies: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    # An alarm asks for the same order for each of its windows.
    return tuple(TopologicalSorter({name: below for name, *below in dependencies}).static_order())


def undefined_ids(
    expressions: Mapping[str, Expression], queries: Mapping[str, Query]
) -> list[Problem]:
    """Return a problem for each reference to an id that no query has."""
    return [
        queries[name].problem(
            "unknown-id",
            f"the expression refers to {reference}, which is not among the other queries "
            f"({', '.join(sorted(queries.keys() - {name}))})",
            id_meant(reference, queries, KEYWORDS) or f"add a query with the id {reference}",
            key="Expression",
        )
        for name, expression in expressions.items()
        for reference in expression.references
        if reference not in queries
    ]


def cycles(expressions: Mapping[str, Expression], queries: Mapping[str, Query]) -> list[Problem]:
    """Return a problem if expressions refer to each other in a circle."""
    try:
        TopologicalSorter(_dependencies(expressions)).prepare()
    except CycleError as error:
        path = " → ".join(reversed(error.args[1]))
        what, fix = f"the expression refers to itself: {path}", "remove one of these references"
        return [queries[error.args[1][0]].problem("circle", what, fix, key="Expression")]
    return []


def _dependencies(expressions: Mapping[str, Expression]) -> dict[str, list[str]]:
    return {
        name: [reference for reference in expression.references if reference in expressions]
        for name, expression in expressions.items()
    }
