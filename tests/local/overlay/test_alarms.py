"""The alarms of a real emulator process behave as the evaluator says."""

import time

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import alarm_state, describe_alarm, put_minutes, wait_for

pytestmark = pytest.mark.emulator


def put_alarm(emulator: Endpoint, name: str, **changes: object) -> None:
    """An alarm on the metric of its own namespace: above 5, one minute, 1 of 1."""
    properties: dict[str, object] = {
        "AlarmName": name,
        "Namespace": name,
        "MetricName": "Errors",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 5,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "missing",
        **changes,
    }
    if "ExtendedStatistic" in changes:
        del properties["Statistic"]
    emulator.client("cloudwatch").put_metric_alarm(**properties)


def evaluated_state(emulator: Endpoint, name: str) -> str:
    """The state of an alarm once it has left the one that it is created in."""
    wait_for(lambda: alarm_state(emulator, name) != "INSUFFICIENT_DATA")
    return alarm_state(emulator, name)


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ({"Shop": "eu"}, "ALARM"),
        ({"Shop": "us"}, "OK"),
        ({"Shop": "eu", "Till": "1"}, "OK"),
        ({}, "OK"),
    ],
)
def test_dimensions_match_exactly(
    emulator: Endpoint, measured: dict[str, str], expected: str
) -> None:
    """Only data with exactly the alarm's dimensions counts."""
    name = f"dimensions-{'-'.join(measured.values()) or 'none'}"
    dimensions = [{"Name": "Shop", "Value": "eu"}]
    put_minutes(emulator, name, "Errors", [9, 9], measured)
    put_alarm(emulator, name, Dimensions=dimensions, TreatMissingData="notBreaching")
    assert evaluated_state(emulator, name) == expected


@pytest.mark.parametrize(
    ("values", "expected"), [((0, 0, 9), "OK"), ((0, 9, 9), "ALARM"), ((9, 0, 9), "ALARM")]
)
def test_m_out_of_n(emulator: Endpoint, values: tuple[float, ...], expected: str) -> None:
    """Two of three datapoints must breach before an alarm of 2 out of 3 fires."""
    name = f"m-of-n-{'-'.join(map(str, values))}"
    put_minutes(emulator, name, "Errors", values)
    put_alarm(emulator, name, EvaluationPeriods=3, DatapointsToAlarm=2)
    assert evaluated_state(emulator, name) == expected


@pytest.mark.parametrize(
    ("treatment", "expected"), [("breaching", "ALARM"), ("notBreaching", "OK")]
)
def test_missing_data(emulator: Endpoint, treatment: str, expected: str) -> None:
    """An alarm on a silent metric goes where its treatment of missing data says."""
    name = f"missing-{treatment}"
    put_alarm(emulator, name, TreatMissingData=treatment)
    assert evaluated_state(emulator, name) == expected


def test_missing_data_is_insufficient_by_default(emulator: Endpoint) -> None:
    """A silent metric leaves an alarm that treats missing data as missing without a state."""
    put_alarm(emulator, "silent")
    put_alarm(emulator, "silent-witness", TreatMissingData="notBreaching")
    evaluated_state(emulator, "silent-witness")
    assert alarm_state(emulator, "silent") == "INSUFFICIENT_DATA"


def test_recovery(emulator: Endpoint) -> None:
    """Newer healthy data makes an alarm recover, and the reason says why."""
    put_minutes(emulator, "recovery", "Errors", [9, 9, None])
    put_alarm(emulator, "recovery")
    assert evaluated_state(emulator, "recovery") == "ALARM"
    put_minutes(emulator, "recovery", "Errors", [1])
    wait_for(lambda: alarm_state(emulator, "recovery") == "OK")
    assert (
        "was not greater than the threshold (5.0)"
        in describe_alarm(emulator, "recovery")["StateReason"]
    )


def test_data_before_the_alarm_is_not_evaluated_twice(emulator: Endpoint) -> None:
    """An alarm that stays in its state gets no second history entry."""
    put_minutes(emulator, "steady", "Errors", [9, 9])
    put_alarm(emulator, "steady")
    assert evaluated_state(emulator, "steady") == "ALARM"
    put_minutes(emulator, "steady", "Errors", [9])
    time.sleep(0.5)
    history = emulator.client("cloudwatch").describe_alarm_history(
        AlarmName="steady", HistoryItemType="StateUpdate"
    )["AlarmHistoryItems"]
    assert [item["HistorySummary"] for item in history].count(
        "Alarm updated from INSUFFICIENT_DATA to ALARM"
    ) == 1


def test_metric_math_put_by_the_api(emulator: Endpoint) -> None:
    """PutMetricAlarm keeps the queries of metric math, and they are evaluated."""
    queries = [
        {"Id": "rate", "Expression": "100 * errors / requests"},
        *(
            {
                "Id": name.lower(),
                "ReturnData": False,
                "MetricStat": {
                    "Metric": {"Namespace": "math", "MetricName": name},
                    "Period": 60,
                    "Stat": "Sum",
                },
            }
            for name in ("Errors", "Requests")
        ),
    ]
    put_minutes(emulator, "math", "Errors", [1, 1])
    put_minutes(emulator, "math", "Requests", [10, 10])
    emulator.client("cloudwatch").put_metric_alarm(
        AlarmName="math",
        Metrics=queries,
        EvaluationPeriods=1,
        Threshold=9.5,
        ComparisonOperator="GreaterThanThreshold",
    )
    assert evaluated_state(emulator, "math") == "ALARM"
    described = describe_alarm(emulator, "math")
    assert [query["Id"] for query in described["Metrics"]] == ["rate", "errors", "requests"]
    assert "MetricName" not in described


def test_percentiles(emulator: Endpoint) -> None:
    """An alarm on a percentile has no other statistic, and is evaluated from the samples."""
    samples = {"MetricName": "Errors", "Values": [1.0, 9.0], "Counts": [98.0, 2.0]}
    at = time.time() // 60 * 60 - 30
    for name, statistic in (("p50", "p50"), ("p99", "p99")):
        emulator.client("cloudwatch").put_metric_data(
            Namespace=name, MetricData=[{**samples, "Timestamp": at}]
        )
        put_alarm(emulator, name, ExtendedStatistic=statistic)
    assert evaluated_state(emulator, "p50") == "OK"
    assert evaluated_state(emulator, "p99") == "ALARM"
    assert "Statistic" not in describe_alarm(emulator, "p99")


def test_set_alarm_state_is_overwritten_by_the_next_evaluation(emulator: Endpoint) -> None:
    """SetAlarmState holds until the alarm is evaluated again."""
    put_alarm(emulator, "forced", TreatMissingData="notBreaching")
    assert evaluated_state(emulator, "forced") == "OK"
    emulator.client("cloudwatch").set_alarm_state(
        AlarmName="forced", StateValue="ALARM", StateReason="a test"
    )
    wait_for(lambda: alarm_state(emulator, "forced") == "OK")


def test_an_anomaly_band_is_reported_as_not_evaluated(emulator: Endpoint) -> None:
    """An alarm on a band that only CloudWatch can train is registered, and gets no state."""
    stat = {
        "Metric": {"Namespace": "band", "MetricName": "Orders"},
        "Period": 60,
        "Stat": "Sum",
    }
    emulator.client("cloudwatch").put_metric_alarm(
        AlarmName="band",
        Metrics=[
            {"Id": "m", "MetricStat": stat},
            {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(m, 2)"},
        ],
        ThresholdMetricId="band",
        EvaluationPeriods=1,
        ComparisonOperator="LessThanLowerThreshold",
    )
    put_minutes(emulator, "band", "Orders", [1, 1])
    stubs = wait_for(
        lambda: [one for one in emulator.stub_resources() if one["logical_id"] == "band"]
    )
    assert stubs[0]["type"] == "AWS::CloudWatch::Alarm (not evaluated)"
    assert "Threshold" not in describe_alarm(emulator, "band")
    assert alarm_state(emulator, "band") == "INSUFFICIENT_DATA"
    emulator.client("cloudwatch").delete_alarms(AlarmNames=["band"])
    wait_for(lambda: "band" not in {one["logical_id"] for one in emulator.stub_resources()})
