"""The static result type of each query of an alarm."""

from collections.abc import Mapping, Sequence

from tocsin.evaluation.math.errors import ExpressionError
from tocsin.evaluation.math.expression import Expression
from tocsin.evaluation.math.problem import QueryProblem, expression_problems
from tocsin.evaluation.math.queries import expression_order
from tocsin.evaluation.math.query import Query
from tocsin.evaluation.math.signatures import ValueType


def result_types(
    queries: Sequence[Query], expressions: Mapping[str, Expression]
) -> tuple[dict[str, ValueType], list[QueryProblem]]:
    """Return the type of each query, and the type faults of expressions.

    Metrics are time series; a Metrics Insights query may give one or many. `expressions` holds
    no cycle.
    """
    types = {
        query.id: ValueType.TIME_SERIES if query.expression is None else ValueType.UNKNOWN
        for query in queries
    }
    problems: list[QueryProblem] = []
    for name in expression_order(expressions):
        try:
            types[name] = expressions[name].result_type(
                types, expression_ids=frozenset(expressions)
            )
        except ExpressionError as error:
            problems += expression_problems(name, error)
            types[name] = ValueType.UNKNOWN
    return types, problems
