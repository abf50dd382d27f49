import numpy as np
import pytest

from tests.support.slots import array, evaluate, points
from tocsin.evaluation.math import SeriesInput, TimeSeriesArray, parse
from tocsin.metric_math import ExpressionError

_BAND = [array([0, 1]), array([10, 11])]


@pytest.mark.parametrize(
    "key",
    [
        "ANOMALY_DETECTION_BAND(m1)",
        "ANOMALY_DETECTION_BAND( m1 , 2 )",
    ],
)
@pytest.mark.parametrize("call", ["ANOMALY_DETECTION_BAND(m1)", "ANOMALY_DETECTION_BAND(m1,2)"])
def test_a_band_is_found_by_its_call(call: str, key: str) -> None:
    """Spacing and the default of 2 standard deviations make no difference to a band."""
    inputs = {key: _BAND}
    assert points(evaluate(f"FIRST({call})", {"m1": [5, 5]}, inputs)) == [0, 1]
    assert points(evaluate(f"LAST({call})", {"m1": [5, 5]}, inputs)) == [10, 11]


def test_a_band_has_two_bounds() -> None:
    """A band of one series is refused."""
    with pytest.raises(ExpressionError, match="the lower and the upper bound"):
        evaluate("m1", {"m1": [5]}, {"ANOMALY_DETECTION_BAND(m1)": array([1])})


def test_other_inputs_are_series_by_call() -> None:
    """A quota, a rule, a function and a database give the series that stand for them."""
    inputs: dict[str, SeriesInput] = {
        "SERVICE_QUOTA(m1)": array([10, 20]),
        'LAMBDA("f", m1, 3)': array([1, 2]),
        "INSIGHT_RULE_METRIC('rule', 'Sum')": array([4, 4]),
        "DB_PERF_INSIGHTS('RDS', 'db-1', ['a', 'b'])": [array([1, 1]), array([2, 2])],
    }
    expression = (
        'm1 / SERVICE_QUOTA(m1) + LAMBDA(\'f\',m1,3) + INSIGHT_RULE_METRIC("rule", "Sum")'
        " + SUM(DB_PERF_INSIGHTS('RDS', 'db-1', ['a','b']))"
    )
    assert points(evaluate(expression, {"m1": [5, 5]}, inputs)) == [8.5, 9.25]


def test_external_calls_are_listed() -> None:
    """An expression says which inputs it needs."""
    expression = parse("m1 / SERVICE_QUOTA( m1 ) + SERVICE_QUOTA(m1)")
    assert expression.external_calls == ("SERVICE_QUOTA(m1)",)


def test_a_missing_input_is_named() -> None:
    """A call without an input is an error that says what to give."""
    with pytest.raises(ExpressionError, match=r"give an input series for SERVICE_QUOTA\(m1\)"):
        evaluate("m1 / SERVICE_QUOTA(m1)", {"m1": [5]})


def test_inputs_are_calls() -> None:
    """An input under anything but an external call is refused."""
    with pytest.raises(ExpressionError, match="a call of ANOMALY_DETECTION_BAND"):
        evaluate("m1", {"m1": [5]}, {"m2": array([1])})


def test_an_input_shares_the_slots() -> None:
    """An input with another number of values than there are slots is named."""
    with pytest.raises(ValueError, match="has 3 values"):
        evaluate("SERVICE_QUOTA(m1)", {"m1": [5]}, {"SERVICE_QUOTA(m1)": np.ones(3)})


def test_a_lambda_may_give_many_series() -> None:
    """LAMBDA may stand for an array of time series."""
    inputs = {"LAMBDA('f')": [array([1]), array([2])]}
    value = evaluate("LAMBDA('f')", {"m1": [0]}, inputs)
    assert isinstance(value, TimeSeriesArray)
    assert len(value) == 2


@pytest.mark.parametrize("expression", ["m1 > LAMBDA('f')", "IF(LAMBDA('f'), 1, 0)"])
def test_what_an_input_gives_must_fit(expression: str) -> None:
    """An input of many series is refused where a function takes one."""
    inputs = {"LAMBDA('f')": [array([1]), array([2])]}
    with pytest.raises(ExpressionError, match="an array of time series"):
        evaluate(expression, {"m1": [0]}, inputs)
