"""GetMetricData and GetMetricStatistics of a real emulator process say what an alarm would see."""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from botocore.exceptions import ClientError

from local.endpoint import Endpoint
from tests.support.emulator import alarm_state, describe_alarm, put_minutes, wait_for
from tests.support.protocols import PROTOCOLS, call
from tocsin.evaluation import (
    DEFAULT_OPTIONS,
    Metric,
    MetricSeries,
    SlotGrid,
    parse_statistic,
    slot_values,
)

pytestmark = pytest.mark.emulator

MINUTE = 60
SAMPLES = [3.0, 1.0, 4.0, 1.5, 5.9, 2.6, 5.0, 3.5, 8.9, 7.0, 9.3, 2.0]
TRIMMED = ("tm90", "tc90", "ts90", "wm90", "IQM", "TM(10%:90%)")
STATISTICS = ("Sum", "Average", "SampleCount", "p90", "PR(2:5)", *TRIMMED)


@pytest.fixture(scope="module")
def hour() -> int:
    """The begin of a whole hour, two hours before now or a little more."""
    return int(time.time() // 3600 * 3600) - 7200


def put(emulator: Endpoint, namespace: str, points: Sequence[dict[str, Any]]) -> None:
    """Put points of the metric Latency."""
    data = [{"MetricName": "Latency", **point} for point in points]
    emulator.client("cloudwatch").put_metric_data(Namespace=namespace, MetricData=data)


def query(namespace: str, stat: str = "Sum", **changes: object) -> dict[str, Any]:
    """A query of the metric Latency, as `m1`."""
    metric = {"Namespace": namespace, "MetricName": "Latency"}
    entry = {"Metric": metric, "Period": MINUTE, "Stat": stat, **changes}
    return {"Id": "m1", "MetricStat": entry}


def ask(
    emulator: Endpoint, queries: Sequence[dict[str, Any]], start: float, end: float, **rest: object
) -> list[dict[str, Any]]:
    """The results of a GetMetricData, its pages put together."""
    answer = emulator.client("cloudwatch").get_metric_data(
        MetricDataQueries=queries, StartTime=moment(start), EndTime=moment(end), **rest
    )
    return list(answer["MetricDataResults"])


def moment(seconds: float) -> datetime:
    """A time as boto3 takes it."""
    return datetime.fromtimestamp(seconds, UTC)


def refused(emulator: Endpoint, operation: str, **request: object) -> dict[str, Any]:
    """The error of a request that has to be refused."""
    with pytest.raises(ClientError) as error:
        getattr(emulator.client("cloudwatch"), operation)(**request)
    return dict(error.value.response["Error"])


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_statistic_is_that_of_the_evaluator(
    emulator: Endpoint, hour: int, protocol: str
) -> None:
    """Percentiles, trimmed statistics and ranks are what `tocsin.evaluation` computes."""
    namespace = f"statistics-{protocol}"
    put(emulator, namespace, [{"Timestamp": moment(hour + 5), "Values": SAMPLES}])
    queries = [
        {**query(namespace, stat), "Id": f"q{number}"} for number, stat in enumerate(STATISTICS)
    ]
    answer = call(
        emulator,
        protocol,
        "GetMetricData",
        MetricDataQueries=queries,
        StartTime=moment(hour),
        EndTime=moment(hour + MINUTE),
    )
    series = MetricSeries(
        Metric(namespace=namespace, name="Latency"),
        timestamps=np.full(len(SAMPLES), hour + 5.0),
        values=SAMPLES,
    )
    grid = SlotGrid.end_to_end(hour, MINUTE, 1)
    expected = [
        slot_values(parse_statistic(stat), series, grid, DEFAULT_OPTIONS).values[0]
        for stat in STATISTICS
    ]
    results = answer["MetricDataResults"]
    assert [result["Values"] for result in results] == [[pytest.approx(one)] for one in expected]
    assert {result["StatusCode"] for result in results} == {"Complete"}
    assert {result["Timestamps"][0] for result in results} == {moment(hour)}


def test_a_graph_and_an_alarm_agree(emulator: Endpoint) -> None:
    """A trimmed mean that GetMetricData shows above the threshold is what sets the alarm off."""
    at = time.time() // MINUTE * MINUTE - 30
    put(emulator, "agree", [{"Timestamp": moment(at), "Values": [2.0] * 9 + [100.0]}])
    for name, threshold in (("agree-low", 1.5), ("agree-high", 2.5)):
        emulator.client("cloudwatch").put_metric_alarm(
            AlarmName=name,
            Namespace="agree",
            MetricName="Latency",
            ExtendedStatistic="tm90",
            Period=MINUTE,
            EvaluationPeriods=1,
            Threshold=threshold,
            ComparisonOperator="GreaterThanThreshold",
        )
    wait_for(lambda: alarm_state(emulator, "agree-low") == "ALARM")
    wait_for(lambda: alarm_state(emulator, "agree-high") == "OK")
    (result,) = ask(emulator, [query("agree", "tm90")], at - MINUTE, at + MINUTE)
    assert result["Values"] == [2.0]
    assert "[2.0 (" in describe_alarm(emulator, "agree-low")["StateReason"]


def test_order_and_times(emulator: Endpoint, hour: int) -> None:
    """The newest comes first unless asked otherwise; slots begin with the start, not the period."""
    points = [{"Timestamp": moment(hour + minute * MINUTE), "Value": minute} for minute in range(9)]
    put(emulator, "order", points)
    asked = [query("order", Period=180)]
    start = hour + 2 * MINUTE + 17
    (newest_first,) = ask(emulator, asked, start, hour + 9 * MINUTE)
    assert newest_first["Values"] == [8 + 0, 5 + 6 + 7, 2 + 3 + 4]
    assert newest_first["Timestamps"] == [moment(hour + each * MINUTE) for each in (8, 5, 2)]
    (oldest_first,) = ask(emulator, asked, start, hour + 9 * MINUTE, ScanBy="TimestampAscending")
    assert oldest_first["Values"] == [2 + 3 + 4, 5 + 6 + 7, 8 + 0]


def test_the_unit_is_a_filter(emulator: Endpoint, hour: int) -> None:
    """Data of another unit is not in the answer, and is a datapoint of its own without a unit."""
    points = [
        {"Timestamp": moment(hour), "Value": 1.0, "Unit": "Seconds"},
        {"Timestamp": moment(hour), "Value": 500.0, "Unit": "Milliseconds"},
    ]
    put(emulator, "units", points)
    for unit, values in (("Seconds", [1.0]), ("Milliseconds", [500.0]), ("Count", [])):
        (result,) = ask(emulator, [query("units", Unit=unit)], hour, hour + MINUTE)
        assert result["Values"] == values
    statistics = emulator.client("cloudwatch").get_metric_statistics(
        Namespace="units",
        MetricName="Latency",
        StartTime=moment(hour),
        EndTime=moment(hour + MINUTE),
        Period=MINUTE,
        Statistics=["Sum"],
    )
    found = {point["Unit"]: point["Sum"] for point in statistics["Datapoints"]}
    assert found == {"Seconds": 1.0, "Milliseconds": 500.0}


def test_dimensions_match_exactly(emulator: Endpoint, hour: int) -> None:
    """Without dimensions only data without dimensions is asked for, as alarms do."""
    shop = [{"Name": "Shop", "Value": "eu"}]
    put(emulator, "dimensions", [{"Timestamp": moment(hour), "Value": 7.0, "Dimensions": shop}])
    metric = {"Namespace": "dimensions", "MetricName": "Latency", "Dimensions": shop}
    (without,) = ask(emulator, [query("dimensions")], hour, hour + MINUTE)
    (within,) = ask(emulator, [query("dimensions", Metric=metric)], hour, hour + MINUTE)
    assert (without["Values"], within["Values"]) == ([], [7.0])


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_metric_math(emulator: Endpoint, hour: int, protocol: str) -> None:
    """Expressions are computed over metrics of one period; arrays give a result for each series."""
    namespace = f"math-{protocol}"
    put(
        emulator,
        namespace,
        [
            {"Timestamp": moment(hour), "Value": 4.0},
            {"Timestamp": moment(hour + 2 * MINUTE), "Value": 6.0},
        ],
    )
    queries = [
        {**query(namespace), "ReturnData": False},
        {**query(namespace, "SampleCount"), "Id": "m2", "Label": "samples", "ReturnData": False},
        {"Id": "filled", "Expression": "FILL(m1, 0) * 2", "Label": "twice"},
        {"Id": "both", "Expression": "[m1, m2]"},
        {**query(namespace, Period=120), "Id": "long"},
    ]
    answer = call(
        emulator,
        protocol,
        "GetMetricData",
        MetricDataQueries=queries,
        StartTime=moment(hour),
        EndTime=moment(hour + 3 * MINUTE),
        ScanBy="TimestampAscending",
    )
    found = [(one["Id"], one["Label"], one["Values"]) for one in answer["MetricDataResults"]]
    assert found == [
        ("filled", "twice", [8.0, 0.0, 12.0]),
        ("both", "Latency", [4.0, 6.0]),
        ("both", "samples", [1.0, 1.0]),
        ("long", "Latency", [4.0, 6.0]),
    ]


@pytest.mark.parametrize("scan_by", ["TimestampAscending", "TimestampDescending"])
def test_pages_hold_every_datapoint_once(emulator: Endpoint, hour: int, scan_by: str) -> None:
    """A page has at most so many datapoints, says what is not complete, and the next goes on."""
    points = [{"Timestamp": moment(hour + each * MINUTE), "Value": each} for each in range(7)]
    put(emulator, f"pages-{scan_by}", points)
    first = query(f"pages-{scan_by}")
    queries = [first, {"Id": "none", "Expression": "m1 / 0"}, {"Id": "e", "Expression": "m1 + 1"}]
    pages = list(
        emulator.client("cloudwatch")
        .get_paginator("get_metric_data")
        .paginate(
            MetricDataQueries=queries,
            StartTime=moment(hour),
            EndTime=moment(hour + 3600),
            ScanBy=scan_by,
            MaxDatapoints=4,
        )
    )
    collected: dict[str, list[float]] = {"m1": [], "none": [], "e": []}
    for result in (one for page in pages for one in page["MetricDataResults"]):
        collected[result["Id"]] += result["Values"]
    whole = [float(each) for each in range(7)]
    if scan_by == "TimestampDescending":
        whole.reverse()
    assert collected == {"m1": whole, "none": [], "e": [value + 1 for value in whole]}
    sizes = [sum(len(one["Values"]) for one in page["MetricDataResults"]) for page in pages]
    assert sizes == [4, 4, 4, 2]
    assert pages[0]["MetricDataResults"][0]["StatusCode"] == "PartialData"
    assert pages[-1]["MetricDataResults"][-1]["StatusCode"] == "Complete"


def wrong_requests() -> Iterator[tuple[list[dict[str, Any]], str]]:
    """Queries that are refused, and what is said."""
    metric = query("wrong")
    yield [{**metric, "Id": "M1"}], "is not a lower-case letter"
    yield [metric, metric], "stands twice"
    yield [query("wrong", Period=45)], "45 s is not a period"
    yield [query("wrong", "p101")], "is not a statistic"
    yield [{"Id": "e"}], "exactly one of MetricStat and Expression"
    yield [{"Id": "e", "Expression": "m9 + 1"}], "m9"
    yield [{"Id": "e", "Expression": "SUM("}], "query 'e'"
    yield [metric, {"Id": "e", "Expression": "AVG(m1)"}], "it gives one number"
    yield [{"Id": "e", "Expression": "SEARCH('{A}', 'Sum', 60)"}], "does not compute SEARCH"
    yield [{"Id": "e", "Expression": "SELECT SUM(a) FROM b"}], "does not compute Metrics Insights"
    longer = {**query("wrong", Period=300), "Id": "m2"}
    yield [metric, longer, {"Id": "e", "Expression": "m1 + m2"}], "60 s and 300 s"
    yield [{**metric, "AccountId": "111122223333"}], "metrics of account 111122223333"


@pytest.mark.parametrize(("queries", "said"), list(wrong_requests()))
def test_what_cannot_be_answered_is_refused(
    emulator: Endpoint, hour: int, queries: list[dict[str, Any]], said: str
) -> None:
    """Nothing is answered with an empty series that would be taken for silence."""
    error = refused(
        emulator,
        "get_metric_data",
        MetricDataQueries=queries,
        StartTime=moment(hour),
        EndTime=moment(hour + MINUTE),
    )
    assert error["Code"] == "ValidationError"
    assert said in error["Message"]


def test_a_wrong_token_or_range_is_refused(emulator: Endpoint, hour: int) -> None:
    """A token is one of those that were given; a range begins before it ends."""
    times = {"StartTime": moment(hour), "EndTime": moment(hour + MINUTE)}
    asked = {"MetricDataQueries": [query("tokens")]}
    for token in ("abc", "WzksMF0=", "bnVsbA=="):
        error = refused(emulator, "get_metric_data", **asked, **times, NextToken=token)
        assert error["Code"] == "InvalidNextToken"
    backwards = {"StartTime": times["EndTime"], "EndTime": times["StartTime"]}
    error = refused(emulator, "get_metric_data", **asked, **backwards)
    assert "StartTime must be less than" in error["Message"]


def test_a_range_of_fifty_years_is_answered_at_once(emulator: Endpoint, hour: int) -> None:
    """What CloudWatch no longer keeps is not computed, however short the period."""
    put(emulator, "ages", [{"Timestamp": moment(hour + 1), "Value": 3.0}])
    fifty_years = 50 * 365 * 86_400
    (result,) = ask(emulator, [query("ages", Period=1)], hour - fifty_years, hour + fifty_years)
    assert result["Values"] == [3.0]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_statistics_of_a_metric(emulator: Endpoint, hour: int, protocol: str) -> None:
    """GetMetricStatistics gives statistics of both kinds, a datapoint for each period with data."""
    namespace = f"by-statistics-{protocol}"
    put(emulator, namespace, [{"Timestamp": moment(hour + 5), "Values": SAMPLES, "Unit": "Count"}])

    def datapoints(**asked: object) -> list[dict[str, Any]]:
        answer = call(
            emulator,
            protocol,
            "GetMetricStatistics",
            Namespace=namespace,
            MetricName="Latency",
            StartTime=moment(hour),
            EndTime=moment(hour + 3600),
            Period=MINUTE,
            **asked,
        )
        return list(answer["Datapoints"])

    (simple,) = datapoints(Statistics=["Sum", "Maximum"])
    assert simple == {
        "Timestamp": moment(hour),
        "Unit": "Count",
        "Sum": pytest.approx(sum(SAMPLES)),
        "Maximum": 9.3,
    }
    (extended,) = datapoints(ExtendedStatistics=["tm100", "PR(:100)"])
    average = sum(SAMPLES) / len(SAMPLES)
    assert extended["ExtendedStatistics"] == {"tm100": pytest.approx(average), "PR(:100)": 100.0}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Period": 45}, "InvalidParameterValue"),
        ({"Period": 1}, "InvalidParameterCombination"),
        ({"Statistics": None}, "MissingParameter"),
        ({"ExtendedStatistics": ["p90"]}, "InvalidParameterCombination"),
        ({"Statistics": None, "ExtendedStatistics": ["Sum"]}, "InvalidParameterValue"),
        ({"Statistics": None, "ExtendedStatistics": ["p101"]}, "InvalidParameterValue"),
    ],
)
def test_wrong_questions_about_statistics_are_refused(
    emulator: Endpoint, hour: int, changes: dict[str, object], code: str
) -> None:
    """The errors have the codes of CloudWatch."""
    request = {
        "Namespace": "wrong",
        "MetricName": "Latency",
        "StartTime": moment(hour),
        "EndTime": moment(hour + 3600),
        "Period": MINUTE,
        "Statistics": ["Sum"],
        **changes,
    }
    asked = {name: value for name, value in request.items() if value is not None}
    assert refused(emulator, "get_metric_statistics", **asked)["Code"] == code


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ({}, "exactly one of Value, Values, StatisticValues"),
        ({"Value": 1.0, "Values": [1.0]}, "it has Value and Values"),
        ({"Values": [1.0, 2.0], "Counts": [1.0]}, "there are 1 for 2 Values"),
        ({"Value": float("nan")}, "is not a number"),
        ({"Value": 1.0, "Unit": "Furlongs"}, "satisfy enum value set"),
        ({"Value": 1.0, "Timestamp": moment(1e9)}, "two weeks ago"),
    ],
)
def test_data_that_cloudwatch_does_not_take_is_refused(
    emulator: Endpoint, point: dict[str, Any], said: str
) -> None:
    """Nothing is stored as 0 or left out because it was written wrongly."""
    good = {"MetricName": "Latency", "Value": 1.0}
    error = refused(
        emulator,
        "put_metric_data",
        Namespace="refused-data",
        MetricData=[good, {"MetricName": "Latency", **point}],
    )
    assert said in error["Message"]
    assert not emulator.client("cloudwatch").list_metrics(Namespace="refused-data")["Metrics"]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_metrics_are_listed_by_their_dimensions(emulator: Endpoint, protocol: str) -> None:
    """A filter by dimension holds in each protocol."""
    namespace = f"listed-{protocol}"
    put_minutes(emulator, namespace, "Errors", [1.0], {"Shop": "<eu>"})
    put_minutes(emulator, namespace, "Errors", [1.0])
    shop = [{"Name": "Shop", "Value": "<eu>"}]
    found = call(emulator, protocol, "ListMetrics", Namespace=namespace, Dimensions=shop)
    assert found["Metrics"] == [
        {"Namespace": namespace, "MetricName": "Errors", "Dimensions": shop}
    ]
