"""The sentences and data that CloudWatch gives as reasons."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.support.alarms import MONDAY, ORDERS, alarm
from tocsin.evaluation import MetricData, MetricSeries, State, SuppliedSeries, evaluate_once
from tocsin.evaluation.history import Evaluation
from tocsin.evaluation.history.reason import java_double

PRINTED = "[0.0 (04/01/26 23:59:00)]"


def evaluated(
    values: Sequence[float | None],
    before: State = "OK",
    **changes: Any,  # noqa: ANN401 -- as properties are
) -> Evaluation:
    """Evaluate at midnight after one value a minute, the newest last."""
    first = MONDAY - 60 * len(values)
    series = MetricSeries(
        ORDERS,
        timestamps=[first + 60 * index for index in range(len(values))],
        values=[float("nan") if value is None else value for value in values],
    )
    return evaluate_once(alarm(**changes), series, MONDAY + 17.5, before)


@pytest.mark.parametrize(
    ("values", "before", "changes", "expected"),
    [
        (
            [0],
            "OK",
            {"DatapointsToAlarm": 1},
            (
                f"Threshold Crossed: 1 out of the last 1 datapoints {PRINTED} was less than the "
                "threshold (1.0) (minimum 1 datapoint for OK -> ALARM transition)."
            ),
        ),
        (
            [5, 0],
            "ALARM",
            {"DatapointsToAlarm": 2, "EvaluationPeriods": 2},
            (
                "Threshold Crossed: 1 out of the last 2 datapoints [5.0 "
                "(04/01/26 23:58:00)] was not less than the threshold (1.0) (minimum 1 datapoint "
                "for ALARM -> OK transition)."
            ),
        ),
        (
            [0],
            "OK",
            {},
            f"Threshold Crossed: 1 datapoint {PRINTED} was less than the threshold (1.0).",
        ),
        (
            [],
            "OK",
            {"EvaluationPeriods": 2},
            "Insufficient Data: 2 datapoints were unknown.",
        ),
        ([], "OK", {}, "Insufficient Data: 1 datapoint was unknown."),
        (
            [],
            "OK",
            {"EvaluationPeriods": 2, "TreatMissingData": "breaching"},
            (
                "Threshold Crossed: no datapoints were received for 2 periods and 2 missing "
                "datapoints were treated as [Breaching]."
            ),
        ),
        (
            [],
            "ALARM",
            {"TreatMissingData": "notBreaching"},
            (
                "Threshold Crossed: no datapoints were received for 1 period and 1 missing "
                "datapoint was treated as [NonBreaching]."
            ),
        ),
        (
            [0],
            "OK",
            {"EvaluationPeriods": 2, "DatapointsToAlarm": 2, "TreatMissingData": "breaching"},
            (
                f"Threshold Crossed: 1 out of the last 2 datapoints {PRINTED} was less than the "
                "threshold (1.0) and 1 missing datapoint was treated as [Breaching] (minimum 2 "
                "datapoints for OK -> ALARM transition)."
            ),
        ),
        (
            [5],
            "OK",
            {"EvaluationPeriods": 2, "DatapointsToAlarm": 1, "TreatMissingData": "breaching"},
            (
                "Threshold Crossed: 1 out of the last 2 datapoints [5.0 (04/01/26 23:59:00)] was "
                "not less than the threshold (1.0) and 1 missing datapoint was treated as "
                "[Breaching] (minimum 1 datapoint for OK -> ALARM transition)."
            ),
        ),
        (
            [0],
            "ALARM",
            {"EvaluationPeriods": 2, "DatapointsToAlarm": 2, "TreatMissingData": "notBreaching"},
            (
                f"Threshold Crossed: 1 out of the last 2 datapoints {PRINTED} was less than the "
                "threshold (1.0) and 1 missing datapoint was treated as [NonBreaching] (minimum 1 "
                "datapoint for ALARM -> OK transition)."
            ),
        ),
        (
            [0, 0, 0, 0, 0, 0],
            "OK",
            {"EvaluationPeriods": 6, "DatapointsToAlarm": 6},
            (
                "Threshold Crossed: 6 out of the last 6 datapoints were less than the threshold "
                "(1.0). The most recent datapoints which crossed the threshold: [0.0 (04/01/26 "
                "23:59:00), 0.0 (04/01/26 23:58:00), 0.0 (04/01/26 23:57:00), 0.0 (04/01/26 "
                "23:56:00), 0.0 (04/01/26 23:55:00)] (minimum 6 datapoints for OK -> ALARM "
                "transition)."
            ),
        ),
        (
            [0, 0, 0, 0, 0, 0],
            "OK",
            {"EvaluationPeriods": 6},
            (
                "Threshold Crossed: 6 datapoints were less than the threshold (1.0). The most "
                "recent datapoints which crossed the threshold: [0.0 (04/01/26 23:59:00), "
                "0.0 (04/01/26 23:58:00), 0.0 (04/01/26 23:57:00), 0.0 (04/01/26 23:56:00), "
                "0.0 (04/01/26 23:55:00)]."
            ),
        ),
    ],
)
def test_reason_words_what_was_seen(
    values: list[float], before: State, changes: dict[str, Any], expected: str
) -> None:
    """The sentence names datapoints, newest first, the comparison and what was filled."""
    assert expected == evaluated(values, before, **changes).reason


def test_band_reason_lists_the_bounds() -> None:
    """With a band the sentence gives both bounds of the datapoints it names."""
    stat = {"Metric": {"Namespace": "Shop", "MetricName": "Orders"}, "Period": 60, "Stat": "Sum"}
    banded = alarm(
        **dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period", "Threshold")),
        Metrics=[
            {"Id": "m1", "MetricStat": stat},
            {"Id": "ad1", "Expression": "ANOMALY_DETECTION_BAND(m1)"},
        ],
        ThresholdMetricId="ad1",
        ComparisonOperator="LessThanLowerOrGreaterThanUpperThreshold",
        DatapointsToAlarm=1,
    )
    series = MetricSeries(ORDERS, timestamps=[MONDAY - 60], values=[9.0])
    band = SuppliedSeries.of("ad1", [MONDAY - 60], [2.0], [4.5])
    evaluation = evaluate_once(banded, MetricData([series], [band]), MONDAY, "OK")

    assert evaluation.state == "ALARM"
    assert evaluation.reason == (
        "Thresholds Crossed: 1 out of the last 1 datapoints [9.0 (04/01/26 23:59:00)] was less "
        "than the lower thresholds [2.0] or greater than the upper thresholds [4.5] (minimum 1 "
        "datapoint for OK -> ALARM transition)."
    )
    assert evaluation.reason_data["recentLowerThresholds"] == [2.0]
    assert evaluation.reason_data["recentUpperThresholds"] == [4.5]


def test_reason_data_holds_the_datapoints() -> None:
    """The data lists values from old to new, and evaluated datapoints from new to old."""
    data = evaluated([3, None, 0], EvaluationPeriods=2, Unit=None).reason_data

    assert data == {
        "version": "1.0",
        "queryDate": "2026-01-05T00:00:17.500+0000",
        "startDate": "2026-01-04T23:57:00.000+0000",
        "statistic": "Sum",
        "period": 60,
        "recentDatapoints": [3.0, 0.0],
        "threshold": 1.0,
        "evaluatedDatapoints": [
            {"timestamp": "2026-01-04T23:59:00.000+0000", "sampleCount": 1.0, "value": 0.0},
            {"timestamp": "2026-01-04T23:57:00.000+0000", "sampleCount": 1.0, "value": 3.0},
        ],
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0.0"),
        (50, "50.0"),
        (-2.5, "-2.5"),
        (1e7, "1.0E7"),
        (123_456_789, "1.23456789E8"),
        (0.001, "0.001"),
        (0.00025, "2.5E-4"),
        (-1e-7, "-1.0E-7"),
    ],
)
def test_numbers_are_written_as_java_does(value: float, expected: str) -> None:
    """From ten million on and below a thousandth, numbers have an exponent."""
    assert expected == java_double(value)
