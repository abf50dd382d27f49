from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.drill_data import can_be_drilled, drill_data
from tests.support.alarms import ORDERS
from tocsin.evaluation import MetricSeries, evaluate_once, read_alarm

OPERATORS = (
    "GreaterThanThreshold",
    "GreaterThanOrEqualToThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
)


def alarm_of(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any property
    """An alarm as DescribeAlarms returns it."""
    return {
        "AlarmName": "drilled",
        "Namespace": "Shop",
        "MetricName": "Orders",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 3,
        "DatapointsToAlarm": 2,
        "Threshold": 5.0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "missing",
        "StateValue": "OK",
        "ActionsEnabled": True,
        "AlarmActions": ["arn:aws:sns:us-east-1:000000000000:critical"],
        "OKActions": ["arn:aws:sns:us-east-1:000000000000:critical"],
        **changes,
    }


@st.composite
def alarms(draw: st.DrawFn) -> dict[str, Any]:
    """Any alarm that can be drilled, whatever its window, operator and threshold."""
    evaluation_periods = draw(st.integers(1, 12))
    return alarm_of(
        Period=draw(st.sampled_from([10, 30, 60, 120, 300, 900, 3600])),
        EvaluationPeriods=evaluation_periods,
        DatapointsToAlarm=draw(st.integers(1, evaluation_periods)),
        Threshold=draw(st.floats(-1e6, 1e6)),
        ComparisonOperator=draw(st.sampled_from(OPERATORS)),
        Statistic=draw(st.sampled_from(["Average", "Maximum", "Minimum", "Sum"])),
        TreatMissingData=draw(st.sampled_from(["missing", "ignore", "breaching", "notBreaching"])),
    )


@given(alarm=alarms(), now=st.floats(1.7e9, 1.9e9), later=st.floats(0, 9))
def test_the_data_fires_the_alarm_and_then_recovers_it(
    alarm: dict[str, Any], now: float, later: float
) -> None:
    """Whatever the alarm, breaching data fires it at once and the healthy data recovers it."""
    data = drill_data(alarm, now)
    evaluated = read_alarm(alarm)
    fired = evaluate_once(
        evaluated, series(data.breaching_times, data.breaching), now + later, "OK"
    )
    assert fired.state == "ALARM"
    times = (*data.breaching_times, *data.healthy_times)
    values = [data.breaching] * len(data.breaching_times)
    values += [data.healthy] * len(data.healthy_times)
    both = MetricSeries(ORDERS, timestamps=times, values=values)
    assert evaluate_once(evaluated, both, now + later, "ALARM").state == "OK"
    assert max(times) < now


def series(times: tuple[float, ...], value: float) -> MetricSeries:
    """The same value at several times."""
    values = [value] * len(times)
    return MetricSeries(ORDERS, timestamps=times, values=values)


@pytest.mark.parametrize(
    ("operator", "threshold", "breaching", "healthy"),
    [
        ("GreaterThanThreshold", 0, 1, 0),
        ("GreaterThanThreshold", 5, 10, 0),
        ("GreaterThanOrEqualToThreshold", 1, 2, 0),
        ("GreaterThanOrEqualToThreshold", 0, 1, -1),
        ("LessThanThreshold", 1, 0, 2),
        ("LessThanOrEqualToThreshold", 0, 0, 1),
    ],
)
def test_the_values_are_ones_that_a_count_can_have(
    operator: str, threshold: float, breaching: float, healthy: float
) -> None:
    """A value is not negative unless nothing else is on that side of the threshold."""
    data = drill_data(alarm_of(ComparisonOperator=operator, Threshold=threshold), 1.8e9)
    assert (data.breaching, data.healthy) == (breaching, healthy)


@pytest.mark.parametrize(
    "changes",
    [
        {"MetricName": None},
        {"Statistic": None, "ExtendedStatistic": "p99"},
        {"ComparisonOperator": "LessThanLowerThreshold"},
        {"StateValue": "ALARM"},
        {"ActionsEnabled": False},
        {"StateValue": "INSUFFICIENT_DATA", "WarmUpConfiguration": {}},
        {"Period": 3600, "EvaluationPeriods": 48},
    ],
)
def test_alarms_that_would_not_fire_at_once_are_not_drilled(changes: dict[str, Any]) -> None:
    """An alarm on several metrics, in its warm-up, or evaluated hourly is not a candidate."""
    assert can_be_drilled(alarm_of())
    assert not can_be_drilled(alarm_of(**changes))
