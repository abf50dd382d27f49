import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.math_expressions import SLOTS, series, time_series
from tests.support.problems import columns
from tests.support.slots import PERIOD, START, Points, array, evaluate, points, timestamps
from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math import Expression, Scalar, TimeSeries, TimeSeriesArray, parse
from tocsin.metric_math import ExpressionError, ValueType
from tocsin.metric_math.formatting import format_tree
from tocsin.metric_math.syntax import Node

_METRIC_1: Points = [30, 20, 0, 0]
_METRIC_2: Points = [20, None, 20, None]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("metric1 < metric2", [0, 0, 1, 0]),
        ("metric1 >= 30", [1, 0, 0, 0]),
        ("metric1 > 15 AND metric2 > 15", [1, 0, 0, 0]),
        ("metric1 > 15 OR metric2 > 15", [1, 1, 1, 0]),
        ("metric1 + metric2", [50, 20, 20, 0]),
        ("metric1 / metric2", [1.5, None, 0, None]),
        ("metric2 / metric1", [20 / 30, 0, None, None]),
        ("metric2 * 2", [40, None, 40, None]),
        ("100 / metric1", [100 / 30, 5, None, None]),
        ("-metric2", [-20, None, -20, None]),
        ("metric1 - AVG(metric1)", [17.5, 7.5, -12.5, -12.5]),
        ("SUM([metric1, metric2]) / AVG(metric2)", [2.5, 1, 1, 0]),
        ("metric1 / PERIOD(metric1)", [0.5, 1 / 3, 0, 0]),
        ("SUM(METRICS())", [50, 20, 20, 0]),
        ("SUM(METRICS('2'))", [20, None, 20, None]),
        ("SUM([METRICS('1'), METRICS('2')])", [50, 20, 20, 0]),
        ("AVG([metric1, metric2])", [25, 10, 10, 0]),
        ("IF(metric1 < 25, metric1)", [None, 20, 0, 0]),
        ("IF(metric1 < 25, 10, 2)", [2, 10, 10, 10]),
        ("IF(FIRST(SORT(METRICS(), AVG, DESC)) > 15, 1, 0)", [1, None, 1, None]),
        ("metric1 / METRIC_COUNT(METRICS())", [15, 10, 0, 0]),
        ("TIME_SERIES(MAX(metric1))", [30, 30, 30, 30]),
    ],
)
def test_documented_forms(expression: str, expected: Points) -> None:
    """Expressions of AWS's documentation have the values that it describes."""
    value = evaluate(expression, {"metric1": _METRIC_1, "metric2": _METRIC_2})
    assert points(value) == pytest.approx(expected)


@given(time_series, series)
def test_static_types_hold_at_run_time(tree: Node, given_series: dict[str, FloatArray]) -> None:
    """What is typed as a time series is one, with a finite number or nothing at every slot."""
    expression = Expression(format_tree(tree), tree)
    assert expression.result_type() is ValueType.TIME_SERIES
    value = expression.evaluate(given_series, timestamps=timestamps(SLOTS), period=PERIOD)
    assert isinstance(value, TimeSeries)
    assert value.values.shape == (SLOTS,)
    assert not np.isinf(value.values).any()


@given(time_series, series, st.lists(st.integers(0, SLOTS - 1), unique=True))
def test_pointwise_means_that_slots_do_not_matter_to_each_other(
    tree: Node, given_series: dict[str, FloatArray], kept: list[int]
) -> None:
    """A pointwise expression over some of the slots gives some of its values."""
    expression = Expression(format_tree(tree), tree)
    if not expression.is_pointwise:
        return
    slots = np.array(sorted(kept), dtype=np.int64)
    whole = expression.evaluate(given_series, timestamps=timestamps(SLOTS), period=PERIOD)
    part = expression.evaluate(
        {name: values[slots] for name, values in given_series.items()},
        timestamps=timestamps(SLOTS)[slots],
        period=PERIOD,
    )
    assert isinstance(whole, TimeSeries)
    assert isinstance(part, TimeSeries)
    np.testing.assert_array_equal(part.values, whole.values[slots])


@pytest.mark.parametrize(
    ("expression", "pointwise"),
    [
        ("m1 / m2 * 100", True),
        ("IF(m1 > 0, FILL(m2, 0), 0)", True),
        ("AVG([m1, m2])", True),
        ("HOUR(m1)", True),
        ("FIRST(ANOMALY_DETECTION_BAND(m1))", True),
        ("m1 - AVG(m1)", False),
        ("FILL(m1, REPEAT)", False),
        ("RATE(m1)", False),
        ("RUNNING_SUM(m1)", False),
        ("FIRST(SORT(METRICS(), AVG, ASC))", False),
        ("SUM(REMOVE_EMPTY(METRICS()))", False),
    ],
)
def test_pointwise_expressions_are_recognised(expression: str, *, pointwise: bool) -> None:
    """An expression is pointwise exactly if no part of it looks at other slots."""
    assert parse(expression).is_pointwise is pointwise


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("5 + 3", ValueType.SCALAR),
        ("AVG(m1)", ValueType.SCALAR),
        ("m1 > AVG(m1)", ValueType.TIME_SERIES),
        ("AVG([m1, m2])", ValueType.TIME_SERIES),
        ("METRICS() * 100", ValueType.TIME_SERIES_ARRAY),
        ("SLICE(METRICS(), 0, 1)", ValueType.TIME_SERIES_ARRAY),
        ("FILL(METRICS(), m1)", ValueType.TIME_SERIES_ARRAY),
        ("DB_PERF_INSIGHTS('RDS', 'db-1', 'os.cpu')", ValueType.TIME_SERIES),
        ("DB_PERF_INSIGHTS('RDS', 'db-1', ['os.cpu', 'os.io'])", ValueType.TIME_SERIES_ARRAY),
        ("LAMBDA('f', 'x', 3)", ValueType.UNKNOWN),
        ("IF(1 > 0, m1, m2)", ValueType.TIME_SERIES),
    ],
)
def test_result_types(expression: str, result: ValueType) -> None:
    """The type of a result follows from the expression."""
    assert parse(expression).result_type() is result


@pytest.mark.parametrize(
    "expression",
    [
        "m1 AND 5",
        "ABS(5)",
        "FIRST(m1)",
        "TIME_SERIES(m1)",
        "FILL(5, m1)",
        "IF([m1, m2], 1, 0)",
        "IF(1, 2, 3)",
        "IF(1, m1, 3)",
        "METRIC_COUNT(m1)",
        "SORT(m1, AVG, ASC)",
    ],
)
def test_functions_reject_other_types(expression: str) -> None:
    """A function given a type that AWS does not document for it is an error."""
    with pytest.raises(ExpressionError):
        parse(expression).result_type()


def test_ids_of_other_expressions_may_have_any_type() -> None:
    """What is a type error with metrics may be right with the results of expressions."""
    expression = parse("m1 - e1")
    types = {"e1": ValueType.TIME_SERIES_ARRAY}
    assert expression.result_type(types) is ValueType.TIME_SERIES_ARRAY
    assert parse("FIRST(e1)").result_type(types) is ValueType.TIME_SERIES


def test_period_is_refused_for_expressions() -> None:
    """PERIOD takes the id of a metric, not that of an expression."""
    with pytest.raises(ExpressionError, match="id of a metric"):
        parse("m1 / PERIOD(e1)").result_type(expression_ids=frozenset({"e1"}))


def test_references_are_ids_in_order() -> None:
    """References name each id once and leave keywords and functions out."""
    assert parse("IF(b > 1, FILL(a, REPEAT), b) + METRICS('c')").references == ("b", "a")


def test_an_array_keeps_the_labels_of_its_series() -> None:
    """The series of an array are labelled by the ids they come from."""
    value = evaluate("METRICS() * 100", {"m1": [1], "m2": [2]})
    assert isinstance(value, TimeSeriesArray)
    assert value.labels == ("m1", "m2")


def test_a_computed_series_is_labelled_by_its_expression() -> None:
    """A series that is not a metric carries the canonical text of its expression."""
    value = evaluate("m1+1", {"m1": [1]})
    assert isinstance(value, TimeSeries)
    assert value.label == "m1 + 1"


def test_a_scalar_result_is_a_scalar() -> None:
    """Evaluating an aggregate of one series gives a scalar."""
    assert evaluate("MAX(m1)", {"m1": [1, None, 7]}) == Scalar(7)


def test_metrics_follow_the_given_order() -> None:
    """METRICS() returns the metrics that the caller names, in that order."""
    value = parse("METRICS()").evaluate(
        {"a": array([1]), "b": array([2]), "c": array([3])},
        timestamps=timestamps(1),
        period=PERIOD,
        metric_ids=("c", "a"),
    )
    assert isinstance(value, TimeSeriesArray)
    assert value.labels == ("c", "a")


def test_an_unknown_id_is_an_error_with_a_suggestion() -> None:
    """An id without a series is named, with the nearest id there is."""
    with pytest.raises(ExpressionError, match="did you mean 'requests'") as caught:
        evaluate("errors / request", {"errors": [1], "requests": [2]})
    assert columns(caught.value) == [10]


def test_a_keyword_in_lower_case_is_recognised() -> None:
    """A keyword written as an id is suggested in capitals."""
    with pytest.raises(ExpressionError, match="did you mean REPEAT"):
        evaluate("FILL(m1, repeat)", {"m1": [1]})


def test_series_must_share_the_slots() -> None:
    """A series with more or fewer values than timestamps is named."""
    with pytest.raises(ValueError, match="m2 has 3 values"):
        parse("m1 + m2").evaluate(
            {"m1": array([1]), "m2": array([1, 2, 3])},
            timestamps=np.array([START], dtype=np.int64),
            period=PERIOD,
        )


def test_metrics_must_have_series() -> None:
    """A metric that METRICS() shall return and that has no series is named."""
    with pytest.raises(ValueError, match="metric_ids names m2"):
        parse("SUM(METRICS())").evaluate(
            {"m1": array([1])}, timestamps=timestamps(1), period=PERIOD, metric_ids=("m1", "m2")
        )
