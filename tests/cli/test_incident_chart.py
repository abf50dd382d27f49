"""What a chart says of an alarm, by its definition in the account."""

from datetime import timedelta
from typing import Any

import pytest

from tests.support.incidents import BEGIN
from tocsin.cli.incident_chart import chart_of, period_of

ERRORS = {"Namespace": "AWS/Lambda", "MetricName": "Errors", "Dimensions": []}
CALLS = {
    "Namespace": "AWS/Lambda",
    "MetricName": "Invocations",
    "Dimensions": [{"Name": "FunctionName", "Value": "checkout"}],
}
SHARE: dict[str, Any] = {
    "AlarmName": "errors",
    "Metrics": [
        {"Id": "share", "Expression": "100 * e / n", "ReturnData": True},
        {
            "Id": "e",
            "MetricStat": {"Metric": ERRORS, "Period": 60, "Stat": "Sum"},
            "ReturnData": False,
        },
        {
            "Id": "n",
            "MetricStat": {"Metric": CALLS, "Period": 300, "Stat": "Sum"},
            "ReturnData": False,
        },
    ],
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 5.0,
}
SHARE_WORDS = (
    "100 * e / n; e is Sum of AWS/Lambda Errors; "
    "n is Sum of AWS/Lambda Invocations (FunctionName checkout)"
)
BAND: dict[str, Any] = {
    **SHARE,
    "Threshold": None,
    "ThresholdMetricId": "band",
    "ComparisonOperator": "GreaterThanUpperThreshold",
}
PLAIN: dict[str, Any] = {
    "AlarmName": "slow",
    "Namespace": "Shop",
    "MetricName": "Latency",
    "ExtendedStatistic": "p99",
    "Unit": "Milliseconds",
    "Dimensions": [{"Name": "Path", "Value": "/pay"}],
    "Period": 60,
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    "Threshold": 800.0,
}


@pytest.mark.parametrize(
    ("alarm", "measured", "unit", "compared"),
    [
        (PLAIN, "p99 of Shop Latency (Path /pay)", "Milliseconds", "at or above 800"),
        (
            SHARE,
            SHARE_WORDS,
            "",
            "above 5",
        ),
        (BAND, None, "", "above its band, which is not drawn"),
    ],
)
def test_names_and_units_are_those_of_the_alarm(
    alarm: dict[str, Any], measured: str | None, unit: str, compared: str
) -> None:
    """An expression is shown with its metrics."""
    chart = chart_of(alarm, {BEGIN: 900.0, BEGIN + timedelta(minutes=2): 1.0}, 60)

    assert measured in (None, chart.measured)
    assert (chart.unit, chart.compared) == (unit, compared)
    assert chart.values == (900.0, None, 1.0)
    assert chart.breaching == ((False,) * 3 if alarm is BAND else (True, False, False))


def test_a_label_says_more_than_an_expression() -> None:
    """People wrote it."""
    first, *others = SHARE["Metrics"]
    labelled = {**SHARE, "Metrics": [{**first, "Label": "Failed calls, %"}, *others]}

    assert chart_of(labelled, {BEGIN: 1.0}, 60).measured == "Failed calls, %"


def test_the_period_is_the_longest_of_the_metrics() -> None:
    """An expression has a value for each of them."""
    assert [period_of(SHARE), period_of(PLAIN), period_of({})] == [300, 60, 60]
