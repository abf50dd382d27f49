import pytest

from tests.support.slots import PERIOD, array, points, timestamps
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation.math import Scalar, SeriesInput, Value, evaluate_queries, parse


def _evaluate(**queries: SeriesInput | str) -> dict[str, Value]:
    return evaluate_queries(queries, timestamps=timestamps(2), period=PERIOD)


def test_expressions_are_evaluated_in_the_order_they_depend() -> None:
    """An expression may refer to one that stands after it, and results keep the given order."""
    results = _evaluate(
        rate="total / count", total="m1 + m2", m1=[1, 2], m2=[3, 4], count="MAX(m1)"
    )
    assert list(results) == ["rate", "total", "m1", "m2", "count"]
    assert points(results["rate"]) == [2, 3]
    assert results["count"] == Scalar(2)


def test_metrics_leaves_expressions_out() -> None:
    """METRICS() returns the metrics of the request and none of its expressions."""
    results = _evaluate(m1=[1, 2], e1="m1 * 100", m2=[3, 4], e2="SUM(METRICS())")
    assert points(results["e2"]) == [4, 6]


def test_a_parsed_expression_may_be_given() -> None:
    """Expressions may be handed in parsed."""
    results = evaluate_queries(
        {"m1": array([1, 2]), "e1": parse("m1 * 2")}, timestamps=timestamps(2), period=PERIOD
    )
    assert points(results["e1"]) == [2, 4]


def test_cycles_are_errors() -> None:
    """Expressions that refer to each other in a circle are refused, with the path."""
    with pytest.raises(InvalidInputError, match="refers to itself") as caught:
        _evaluate(m1=[1, 2], e1="e2 + m1", e2="e3", e3="e1")
    (problem,) = caught.value.problems
    path = problem.what.removeprefix("the expression refers to itself: ")
    assert set(path.split(" → ")) == {"e1", "e2", "e3"}


def test_undefined_ids_are_errors() -> None:
    """Every reference to an id that no query has is named, with the nearest id."""
    with pytest.raises(InvalidInputError, match="did you mean 'requests'") as caught:
        _evaluate(requests=[1, 2], e1="request / error", e2="e1")
    assert [problem.what.partition(",")[0] for problem in caught.value.problems] == [
        "the expression refers to request",
        "the expression refers to error",
    ]
    assert {problem.where.source for problem in caught.value.problems} == {"query e1"}
