"""Which queries refer to which others by their ids."""

from collections.abc import Mapping
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from tocsin.diagnostics import Problem
from tocsin.metric_math.errors import id_meant
from tocsin.metric_math.expression import Expression
from tocsin.metric_math.query import Query
from tocsin.metric_math.signatures import KEYWORDS


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
