import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import math_by_point as by_point
from tests.support.math_expressions import values
from tests.support.slots import Points, evaluate, points
from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math import Scalar, TimeSeries
from tocsin.evaluation.math.arithmetic import calculate
from tocsin.evaluation.math.comparison import compare
from tocsin.evaluation.math.conditional import choose
from tocsin.evaluation.math.values import Value

_scalars = st.integers(-3, 3).map(float)


def _points(values: FloatArray) -> list[by_point.Point]:
    return points(TimeSeries(values))


def _operand(value: Value | None, slots: int) -> list[by_point.Point]:
    if value is None:
        return [None] * slots
    return [value.value] * slots if isinstance(value, Scalar) else points(value)


@given(st.sampled_from(["+", "-", "*", "/", "^"]), values, values)
def test_arithmetic_equals_that_by_point(symbol: str, left: FloatArray, right: FloatArray) -> None:
    """Arithmetic on arrays gives at each slot what arithmetic on its two points gives."""
    result = calculate(symbol, TimeSeries(left), TimeSeries(right))
    expected = [
        by_point.arithmetic(symbol, a, b)
        for a, b in zip(_points(left), _points(right), strict=True)
    ]
    assert points(result) == pytest.approx(expected)


@given(
    symbol=st.sampled_from(["+", "-", "*", "/", "^"]),
    series=values,
    scalar=_scalars,
    scalar_first=st.booleans(),
)
def test_a_scalar_makes_no_points(
    *, symbol: str, series: FloatArray, scalar: float, scalar_first: bool
) -> None:
    """Arithmetic with a scalar has points only where the series has."""
    operands: tuple[Value, Value] = (TimeSeries(series), Scalar(scalar))
    left, right = reversed(operands) if scalar_first else operands
    expected = [
        None
        if point is None
        else by_point.arithmetic(symbol, *((scalar, point) if scalar_first else (point, scalar)))
        for point in _points(series)
    ]
    assert points(calculate(symbol, left, right)) == pytest.approx(expected)


@given(st.sampled_from(["==", "!=", "<=", ">=", "<", ">", "AND", "OR"]), values, values)
def test_comparisons_equal_those_by_point(symbol: str, left: FloatArray, right: FloatArray) -> None:
    """A comparison of arrays gives at each slot what that of its two points gives."""
    result = compare(symbol, TimeSeries(left), TimeSeries(right))
    assert points(result) == [
        by_point.comparison(symbol, a, b)
        for a, b in zip(_points(left), _points(right), strict=True)
    ]


_branches = st.one_of(values.map(TimeSeries), _scalars.map(Scalar))


@given(values, _branches, st.one_of(st.none(), _branches))
def test_if_equals_that_by_point(
    condition: FloatArray, then: Value, otherwise: Value | None
) -> None:
    """IF on arrays gives at each slot what the documentation says of its points."""
    slots = len(condition)
    expected = [
        by_point.choose(
            c,
            t,
            o,
            then_is_series=isinstance(then, TimeSeries),
            else_is_series=isinstance(otherwise, TimeSeries),
        )
        for c, t, o in zip(
            _points(condition), _operand(then, slots), _operand(otherwise, slots), strict=True
        )
    ]
    assert points(choose(TimeSeries(condition), then, otherwise)) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("IF(m1, m2, m3)", [30, 0, 20, 0, None]),
        ("IF(m1, 5, m3)", [5, 5, 20, None, None]),
        ("IF(m1, m2, 5)", [30, 0, 5, 5, None]),
        ("IF(m1, m2)", [30, 0, None, None, None]),
        ("IF(m1, 5)", [5, 5, None, None, None]),
        ("IF(m1, 5, 6)", [5, 5, 6, 6, None]),
        ("IF(1, m2, m3)", [30, None, 0, 0, 30]),
        ("IF(0, m2, m3)", [0, 0, 20, None, 20]),
        ("IF(0, m2)", [None] * 5),
        ("IF(0 - 1, m2)", [30, None, 0, 0, 30]),
    ],
)
def test_documented_forms_of_if(expression: str, expected: list[float | None]) -> None:
    """IF has the values of AWS's tables, and a condition is false only if it is 0."""
    value = evaluate(
        expression,
        {"m1": [1, 1, 0, 0, None], "m2": [30, None, 0, 0, 30], "m3": [0, 0, 20, None, 20]},
    )
    assert points(value) == expected


def test_a_guard_against_idle_slots() -> None:
    """The usual error rate is 0 where nothing was invoked, and missing where nothing is known."""
    value = evaluate(
        "IF(invocations > 0, errors * 100 / invocations, 0)",
        {"invocations": [10, 0, None], "errors": [1, 0, None]},
    )
    assert points(value) == [10, 0, None]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("2 ^ 3 ^ 2", 512),
        ("7 / 2", 3.5),
        ("2 > 1", 1),
        ("1 == 2", 0),
        ("1 AND 0", 0),
        ("0 OR 2", 1),
    ],
)
def test_scalars_give_scalars(expression: str, expected: float) -> None:
    """Operators on two scalars give a scalar."""
    assert evaluate(expression, {}, slots=1) == Scalar(expected)


@pytest.mark.parametrize("expression", ["1 / 0", "AVG(m1) + 1", "AVG(m1) > 1", "AVG(m1) ^ 0"])
def test_a_scalar_may_have_no_value(expression: str) -> None:
    """A scalar divided by zero or taken from an empty series has no value."""
    value = evaluate(expression, {"m1": [None]})
    assert isinstance(value, Scalar)
    assert np.isnan(value.value)


def test_a_scalar_without_value_leaves_no_points() -> None:
    """Arithmetic and comparison with a scalar that has no value drop every point."""
    series: dict[str, Points] = {"m1": [1.0, 2.0], "m2": [None, None]}
    assert points(evaluate("m1 + AVG(m2)", series)) == [None, None]
    assert points(evaluate("m1 > AVG(m2)", series)) == [None, None]
