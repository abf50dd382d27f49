"""The static result type of each query of an alarm."""

from collections.abc import Mapping, Sequence

from tocsin.diagnostics import Problem
from tocsin.metric_math.dependencies import expression_order
from tocsin.metric_math.errors import ExpressionError
from tocsin.metric_math.expression import Expression
from tocsin.metric_math.query import Query
from tocsin.metric_math.signatures import ValueType


def result_types(
    queries: Sequence[Query], expressions: Mapping[str, Expression]
) -> tuple[dict[str, ValueType], list[Problem]]:
    """Return the type of each query, and what is wrong with the types of expressions.

    Metrics are time series; a Metrics Insights query may give one or many. `expressions` holds
    no cycle.
    """
    types = {
        query.id: ValueType.TIME_SERIES if query.expression is None else ValueType.UNKNOWN
        for query in queries
    }
    problems: list[Problem] = []
    by_id = {query.id: query for query in queries}
    for name in expression_order(expressions):
        try:
            types[name] = expressions[name].result_type(
                types, expression_ids=frozenset(expressions)
            )
        except ExpressionError as error:
            problems += by_id[name].expression_problems(error)
            types[name] = ValueType.UNKNOWN
    return types, problems
