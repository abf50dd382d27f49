"""A generated pair shows what an alarm makes of its metric's incident."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.drills import alarm_set, metric_alarm
from tocsin.drills import Outcome, run_drills
from tocsin.evaluation import MetricAlarm
from tocsin.rehearsal import is_generated, rehearsals
from tocsin.simulation import AlarmSet

SERVICE = [{"Name": "ClusterName", "Value": "shop"}, {"Name": "ServiceName", "Value": "pages"}]
FUNCTION = [{"Name": "FunctionName", "Value": "labels"}]

CPU = {"Namespace": "AWS/ECS", "MetricName": "CPUUtilization", "Dimensions": SERVICE}
ERRORS = {"Namespace": "AWS/Lambda", "MetricName": "Errors", "Dimensions": FUNCTION}
DURATION = {"Namespace": "AWS/Lambda", "MetricName": "Duration", "Dimensions": FUNCTION}
WAITING = {
    "Namespace": "AWS/SQS",
    "MetricName": "ApproximateAgeOfOldestMessage",
    "Dimensions": [{"Name": "QueueName", "Value": "parcels"}],
}
ABOVE: dict[str, Any] = {
    "ComparisonOperator": "GreaterThanThreshold",
    "EvaluationPeriods": 5,
    "DatapointsToAlarm": 5,
    "TreatMissingData": "notBreaching",
}
AVERAGE = {**ABOVE, "Statistic": "Average"}
P90 = {**ABOVE, "Statistic": None, "ExtendedStatistic": "p90"}


def _alarms(folder: Path, **properties: Any) -> AlarmSet:  # noqa: ANN401 - as in a template
    alarm = metric_alarm("a", severity="warning", **properties)
    alarm["Properties"] = {
        name: value for name, value in alarm["Properties"].items() if value is not None
    }
    return alarm_set(folder, A=alarm)


def _outcomes(alarms: AlarmSet) -> list[Outcome]:
    return list(run_drills(rehearsals(alarms, frozenset()), alarms))


@pytest.mark.parametrize(
    ("properties", "passes"),
    [
        ({**CPU, **AVERAGE, "Threshold": 80}, [True, True]),
        # Never reached in the incident; reached by usual load; only after an hour.
        ({**CPU, **AVERAGE, "Threshold": 99.9}, [False, True]),
        ({**CPU, **AVERAGE, "Threshold": 15}, [False, False]),
        (
            {**CPU, **AVERAGE, "Threshold": 80, "EvaluationPeriods": 60, "DatapointsToAlarm": 60},
            [False, True],
        ),
        # The wrong direction; a statistic that only silence changes.
        (
            {**CPU, **AVERAGE, "Threshold": 80, "ComparisonOperator": "LessThanThreshold"},
            [False, False],
        ),
        (
            {
                **CPU,
                **ABOVE,
                "Statistic": "SampleCount",
                "Threshold": 1,
                "ComparisonOperator": "LessThanThreshold",
                "TreatMissingData": "breaching",
            },
            [True, True],
        ),
        (
            {
                **CPU,
                **ABOVE,
                "Statistic": "SampleCount",
                "Threshold": 1,
                "ComparisonOperator": "LessThanThreshold",
            },
            [False, True],
        ),
        # One failure now and then is usual.
        ({**ERRORS, **ABOVE, "Threshold": 10}, [True, True]),
        (
            {**ERRORS, **ABOVE, "Threshold": 0, "EvaluationPeriods": 1, "DatapointsToAlarm": 1},
            [True, False],
        ),
        ({**DURATION, **P90, "Threshold": 10_000}, [True, True]),
        ({**DURATION, **P90, "Threshold": 60_000}, [False, True]),
        # What waits grows older by the clock: an hour is seen, and no month.
        ({**WAITING, **ABOVE, "Statistic": "Maximum", "Threshold": 600}, [True, True]),
        ({**WAITING, **ABOVE, "Statistic": "Maximum", "Threshold": 3_600}, [True, True]),
        ({**WAITING, **ABOVE, "Statistic": "Maximum", "Threshold": 2_592_000}, [False, True]),
    ],
)
def test_a_pair_judges_the_alarm(
    tmp_path: Path, properties: dict[str, object], passes: list[bool]
) -> None:
    """The incident has to be told within the response time, and usual hours stay quiet."""
    outcomes = _outcomes(_alarms(tmp_path, **properties))

    assert all(is_generated(each.drill) for each in outcomes)
    assert [each.drill.name for each in outcomes] == ["incident of a", "usual hours of a"]
    assert [each.passes for each in outcomes] == passes


def test_the_same_pair_comes_of_another_threshold(tmp_path: Path) -> None:
    """Its data do not follow from the alarm."""
    data = []
    for threshold in (10, 80):
        folder = tmp_path / str(threshold)
        folder.mkdir()
        alarms = _alarms(folder, **CPU, **AVERAGE, Threshold=threshold)
        definition = alarms["a"].definition
        assert isinstance(definition, MetricAlarm)
        (query,) = definition.queries
        series = [drill.data.find(query) for drill in rehearsals(alarms, frozenset())]
        data.append([each.sums.tolist() for each in series if each is not None])

    assert data[0] == data[1]
    assert [len(values) for values in data[0]] == [90, 360]


@pytest.mark.parametrize(
    "properties",
    [
        {"Namespace": "Shop", "MetricName": "Orders", "Threshold": 1},
        {**CPU, **AVERAGE, "Threshold": 80, "Period": 86_400, "EvaluationPeriods": 7},
    ],
)
def test_what_is_not_known_has_no_pair(tmp_path: Path, properties: dict[str, object]) -> None:
    """A system's own metric and an alarm over days are drilled by a person."""
    assert _outcomes(_alarms(tmp_path, **properties)) == []


def test_an_alarm_with_a_pair_of_a_person_needs_none(tmp_path: Path) -> None:
    """Nothing is generated for it."""
    alarms = _alarms(tmp_path, **CPU, **AVERAGE, Threshold=80)

    assert list(rehearsals(alarms, {"a"})) == []


def test_what_is_asked_for_goes_on_in_an_incident(tmp_path: Path) -> None:
    """A rate with a minimum of requests sees failures among them."""

    def query(name: str) -> dict[str, Any]:
        metric = {"Namespace": "AWS/Lambda", "MetricName": name, "Dimensions": FUNCTION}
        stat = {"Metric": metric, "Period": 60, "Stat": "Sum"}
        return {"Id": name.lower(), "MetricStat": stat, "ReturnData": False}

    rate = {
        "Id": "rate",
        "Expression": "IF(invocations >= 50, 100 * errors / invocations, 0)",
        "ReturnData": True,
    }
    metrics = [rate, query("Errors"), query("Invocations")]
    single = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period", "Dimensions"))
    alarms = _alarms(tmp_path, **ABOVE, Threshold=5, **single, Metrics=metrics)

    assert [each.passes for each in _outcomes(alarms)] == [True, True]
