"""The sentences and data that CloudWatch gives as reasons."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.support import evaluated as support
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
    """Evaluate when a fraction of a second tells the times of data from that of the alarm."""
    return support.evaluated(values, before, at=MONDAY + 17.5, **changes)


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
                "Threshold Crossed: 1 datapoint was received for 2 periods and 1 missing datapoint "
                "was treated as [Breaching]."
            ),
        ),
        (
            [0],
            "ALARM",
            {"EvaluationPeriods": 2, "DatapointsToAlarm": 2, "TreatMissingData": "notBreaching"},
            (
                "Threshold Crossed: 1 datapoint was received for 2 periods and 1 missing datapoint "
                "was treated as [NonBreaching]."
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
            [0, 0, 0, 0, 0],
            "OK",
            {"EvaluationPeriods": 5},
            (
                "Threshold Crossed: 5 datapoints were less than the threshold (1.0). The most "
                "recent datapoints which crossed the threshold: [0.0 (04/01/26 23:59:00), "
                "0.0 (04/01/26 23:58:00), 0.0 (04/01/26 23:57:00), 0.0 (04/01/26 23:56:00), "
                "0.0 (04/01/26 23:55:00)]."
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


ZERO = {"timestamp": "2026-01-04T23:59:00.000+0000", "sampleCount": 1.0, "value": 0.0}
EMPTY = [{"timestamp": f"2026-01-04T23:{minute}:00.000+0000"} for minute in (59, 58, 57)]


def test_reason_data_holds_the_datapoints() -> None:
    """The recent values run from old to new; evaluated is what decided for the state."""
    data = evaluated([3, None, 0], EvaluationPeriods=2, Unit=None).reason_data

    assert data == {
        "version": "1.0",
        "queryDate": "2026-01-05T00:00:17.500+0000",
        "startDate": "2026-01-04T23:57:00.000+0000",
        "statistic": "Sum",
        "period": 60,
        "recentDatapoints": [3.0, 0.0],
        "threshold": 1.0,
        "evaluatedDatapoints": [EMPTY[2] | {"sampleCount": 1.0, "value": 3.0}],
    }


@pytest.mark.parametrize(
    ("values", "changes", "expected"),
    [
        ([0, 0, 0], {"DatapointsToAlarm": 1}, [ZERO]),
        ([5, 0, 0], {"DatapointsToAlarm": 2}, [ZERO, EMPTY[1] | {"sampleCount": 1, "value": 0}]),
        ([5, 5, 0], {}, [EMPTY[1] | {"sampleCount": 1, "value": 5}]),
        ([5, 5, 5], {"DatapointsToAlarm": 3}, [EMPTY[0] | {"sampleCount": 1, "value": 5}]),
        ([], {"TreatMissingData": "breaching"}, EMPTY),
        ([], {"TreatMissingData": "breaching", "DatapointsToAlarm": 1}, EMPTY[:1]),
        ([], {"TreatMissingData": "notBreaching"}, EMPTY[:1]),
        ([], {"TreatMissingData": "notBreaching", "DatapointsToAlarm": 1}, EMPTY),
        ([], {}, EMPTY),
        ([], {"DatapointsToAlarm": 1}, EMPTY),
        ([0], {"TreatMissingData": "breaching"}, [ZERO, *EMPTY[1:]]),
        ([5], {"TreatMissingData": "breaching"}, [EMPTY[0] | {"sampleCount": 1, "value": 5}]),
        ([0], {"TreatMissingData": "notBreaching", "DatapointsToAlarm": 1}, [ZERO]),
        ([0, None, None], {}, [*EMPTY[:2], EMPTY[2] | {"sampleCount": 1, "value": 0}]),
        ([5, None, None], {}, [EMPTY[2] | {"sampleCount": 1, "value": 5}]),
        ([0, 0, None, None], {"DatapointsToAlarm": 1}, [EMPTY[2] | {"sampleCount": 1, "value": 0}]),
    ],
)
def test_reason_data_evaluates_what_decided(
    values: list[float | None], changes: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    """M datapoints decide for ALARM, N - M + 1 for OK; an empty slot has a time and no value."""
    data = evaluated(values, EvaluationPeriods=3, **changes).reason_data

    assert data["evaluatedDatapoints"] == expected


def band_evaluation(comparison: str, value: float | None, **changes: object) -> Evaluation:
    """Evaluate an alarm at midnight whose datapoint of 23:59 has a band from 2.0 to 4.5."""
    stat = {"Metric": {"Namespace": "Shop", "MetricName": "Orders"}, "Period": 60, "Stat": "Sum"}
    banded = alarm(
        **dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period", "Threshold")),
        Metrics=[
            {"Id": "m1", "MetricStat": stat},
            {"Id": "ad1", "Expression": "ANOMALY_DETECTION_BAND(m1)"},
        ],
        ThresholdMetricId="ad1",
        ComparisonOperator=comparison,
        DatapointsToAlarm=1,
        **changes,
    )
    values = [] if value is None else [value]
    series = MetricSeries(ORDERS, timestamps=[MONDAY - 60] * len(values), values=values)
    band = SuppliedSeries.of("ad1", [MONDAY - 60], [2.0], [4.5])
    return evaluate_once(banded, MetricData([series], [band]), MONDAY, "OK")


OUTSIDE, BELOW, ABOVE = (
    "LessThanLowerOrGreaterThanUpperThreshold",
    "LessThanLowerThreshold",
    "GreaterThanUpperThreshold",
)


@pytest.mark.parametrize(
    ("comparison", "value", "expected"),
    [
        (
            OUTSIDE,
            9.0,
            "was less than the lower thresholds [2.0] or greater than the upper thresholds [4.5]",
        ),
        (
            OUTSIDE,
            3.0,
            (
                "was not less than the lower thresholds [2.0] or not greater than the upper "
                "thresholds [4.5]"
            ),
        ),
        (BELOW, 1.0, "was less than the lower thresholds [2.0]"),
        (BELOW, 9.0, "was not less than the lower thresholds [2.0]"),
        (ABOVE, 9.0, "was greater than the upper thresholds [4.5]"),
        (ABOVE, 1.0, "was not greater than the upper thresholds [4.5]"),
    ],
)
def test_band_reason_lists_the_bounds(comparison: str, value: float, expected: str) -> None:
    """The sentence gives the bounds that are compared, and denies each of them."""
    evaluation = band_evaluation(comparison, value)
    change = "ALARM -> OK" if "not" in expected else "OK -> ALARM"

    assert evaluation.reason == (
        f"Thresholds Crossed: 1 out of the last 1 datapoints [{value} (04/01/26 23:59:00)] "
        f"{expected} (minimum 1 datapoint for {change} transition)."
    )


@pytest.mark.parametrize(
    ("comparison", "sides", "threshold"),
    [
        (OUTSIDE, {"recentLowerThresholds": [2.0], "recentUpperThresholds": [4.5]}, {}),
        (BELOW, {"recentLowerThresholds": [2.0]}, {"threshold": 2.0}),
        (ABOVE, {"recentUpperThresholds": [4.5]}, {"threshold": 4.5}),
    ],
)
def test_band_reason_data_has_the_sides_that_are_compared(
    comparison: str, sides: dict[str, Any], threshold: dict[str, Any]
) -> None:
    """A band with one side has its own thresholds, in each entry too; no statistic, no counts."""
    assert band_evaluation(comparison, 9.0).reason_data == {
        "version": "1.0",
        "queryDate": "2026-01-05T00:00:00.000+0000",
        "startDate": "2026-01-04T23:59:00.000+0000",
        "period": 60,
        "recentDatapoints": [9.0],
        **sides,
        "evaluatedDatapoints": [
            {"timestamp": "2026-01-04T23:59:00.000+0000", "value": 9.0, **threshold}
        ],
    }


def test_band_reason_data_without_datapoints() -> None:
    """Nothing received: no start, empty thresholds, and slots without a value."""
    data = band_evaluation(ABOVE, None, TreatMissingData="breaching").reason_data

    assert data == {
        "version": "1.0",
        "queryDate": "2026-01-05T00:00:00.000+0000",
        "period": 60,
        "recentDatapoints": [],
        "recentUpperThresholds": [],
        "evaluatedDatapoints": EMPTY[:1],
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
