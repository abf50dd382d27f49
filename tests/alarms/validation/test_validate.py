"""What PutMetricAlarm rejects."""

import re
from typing import Any

import pytest

from tests.support.alarms import properties, query
from tocsin.evaluation import validate

NO_METRIC = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period"))
SNS = "arn:aws:sns:eu-central-1:111122223333:pages"
STOP = "arn:aws:automate:eu-central-1:ec2:stop"
SCALE = "arn:aws:autoscaling:eu-central-1:111122223333:scalingPolicy:x"
OPS_ITEM = "arn:aws:ssm:eu-central-1:111122223333:opsitem:1"


def dimensions(count: int) -> list[dict[str, str]]:
    """Return that many different dimensions."""
    return [{"Name": f"d{number}", "Value": "x"} for number in range(count)]


def math(expression: str, *ids: str, period: int = 60) -> dict[str, Any]:
    """Return the changes that make the alarm one on an expression."""
    queries = [query(name) for name in ids]
    for entry in queries:
        entry["MetricStat"]["Period"] = period
    result = {"Id": "result", "Expression": expression, "Period": period}
    return NO_METRIC | {"Metrics": [*queries, result]}


def band(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- as properties are
    """Return the changes that make the alarm one on an anomaly detection band."""
    queries = [
        query("m1", ReturnData=True),
        {"Id": "ad1", "Expression": "ANOMALY_DETECTION_BAND(m1, 2)"},
    ]
    settings = {
        "Metrics": queries,
        "ThresholdMetricId": "ad1",
        "Threshold": None,
        "ComparisonOperator": "GreaterThanUpperThreshold",
    }
    return NO_METRIC | settings | changes


def wall_clock(time_zone: str = "UTC") -> dict[str, Any]:
    """Return a window aligned to the wall clock."""
    return {"WallClockWindow": {"Timezone": time_zone}}


ACCEPTED: list[dict[str, Any]] = [
    {},
    {"AlarmName": None},
    {"AlarmName": "x" * 255},
    {"AlarmActions": [SNS] * 5},
    {"AlarmActions": [STOP]},
    {"AlarmActions": [OPS_ITEM]},
    {"Dimensions": dimensions(30)},
    {"Period": 10, "EvaluationPeriods": 8640},
    {"Period": 60, "EvaluationPeriods": 1440},
    {"Period": 3600, "EvaluationPeriods": 168},
    {"Period": 604_800},
    {"Period": 86_400, "EvaluationWindow": wall_clock("Europe/Berlin")},
    {"Statistic": None, "ExtendedStatistic": "TM(10%:90%)"},
    {"Statistic": None, "ExtendedStatistic": "p99.9"},
    {"WarmUpConfiguration": {"WarmUpPeriodDurationInMinutes": 2880}},
    {"Unit": "Count/Second"},
    math("m1 / m2", "m1", "m2"),
    math("+".join(f"m{number}" for number in range(10)), *(f"m{number}" for number in range(10))),
    math("SELECT AVG(x) FROM y", period=60) | {"EvaluationPeriods": 180},
    math('LAMBDA("f")', period=3600) | {"EvaluationPeriods": 24},
    band(),
]
REJECTED: list[tuple[str, dict[str, Any]]] = [
    ("AlarmName", {"AlarmName": "x" * 256}),
    ("AlarmName", {"AlarmName": "line\nbreak"}),
    ("AlarmDescription", {"AlarmDescription": "x" * 1025}),
    ("Treshold", {"Treshold": 1}),
    ("Tags", {"Tags": [{"Key": str(number), "Value": ""} for number in range(51)]}),
    ("AlarmActions", {"AlarmActions": [SNS] * 6}),
    ("OKActions", {"OKActions": [OPS_ITEM]}),
    ("AlarmActions", math("m1 * 2", "m1") | {"AlarmActions": [STOP]}),
    ("AlarmActions", band(AlarmActions=[SCALE])),
    ("AlarmActions", math("SELECT AVG(x) FROM y") | {"AlarmActions": [SCALE]}),
    ("Dimensions", {"Dimensions": dimensions(31)}),
    ("Dimensions", {"Dimensions": dimensions(1) * 2}),
    ("Dimensions[0].Value", {"Dimensions": [{"Name": "d", "Value": "x" * 1025}]}),
    ("Namespace", {"Namespace": ":shop"}),
    ("Unit", {"Unit": "count"}),
    ("Period", {"Period": 15}),
    ("EvaluationPeriods", {"Period": 60, "EvaluationPeriods": 1441}),
    ("EvaluationPeriods", {"Period": 3600, "EvaluationPeriods": 169}),
    ("DatapointsToAlarm", {"DatapointsToAlarm": 2}),
    ("Statistic", {"ExtendedStatistic": "p99"}),
    ("ExtendedStatistic", {"Statistic": None, "ExtendedStatistic": "TM(5%:95%)"}),
    ("EvaluateLowSampleCountPercentile", {"EvaluateLowSampleCountPercentile": "ignore"}),
    ("EvaluationWindow", {"Period": 600, "EvaluationWindow": wall_clock()}),
    ("EvaluationWindow.WallClockWindow.Timezone", {"EvaluationWindow": wall_clock("Mars")}),
    (
        "WarmUpConfiguration.WarmUpPeriodDurationInMinutes",
        {"WarmUpConfiguration": {"WarmUpPeriodDurationInMinutes": 2881}},
    ),
    ("Threshold", band(Threshold=1)),
    ("ThresholdMetricId", band(ThresholdMetricId=None)),
    ("ComparisonOperator", band(ComparisonOperator="LessThanThreshold")),
    ("MetricName", math("m1 * 2", "m1") | {"MetricName": "Orders"}),
    ("Metrics[1].Expression", math("AVG(m1)", "m1")),
    ("Metrics[0].Expression", math("SEARCH('x', 'Sum', 300)")),
    ("Metrics[1].Expression", math("m1 + m2", "m1")),
    ("Metrics", math("m0", *(f"m{number}" for number in range(11)))),
    ("EvaluationPeriods", math("SELECT AVG(x) FROM y") | {"EvaluationPeriods": 181}),
    (
        "EvaluationPeriods",
        math("SELECT AVG(x) FROM y", period=3600)
        | {"EvaluationPeriods": 3, "EvaluationWindow": wall_clock()},
    ),
    ("EvaluationPeriods", math('LAMBDA("f")', period=3600) | {"EvaluationPeriods": 25}),
]


@pytest.mark.parametrize("changes", ACCEPTED)
def test_valid_alarm_has_no_problem(changes: dict[str, Any]) -> None:
    """What CloudWatch accepts, up to each limit, is fine."""
    assert [str(problem) for problem in validate(properties(**changes))] == []


@pytest.mark.parametrize(("name", "changes"), REJECTED)
def test_rejected_alarm_names_the_property(name: str, changes: dict[str, Any]) -> None:
    """What lies beyond a limit is a problem of its property, with the rule and a fix."""
    found = [
        problem for problem in validate(properties(**changes)) if problem.where.subject == name
    ]

    assert found
    assert all(problem.what and problem.fix for problem in found)
    assert all(re.fullmatch("(alarm|math)/[a-z]+(-[a-z]+)*", problem.kind) for problem in found)


@pytest.mark.parametrize(
    ("changes", "is_valid"),
    [
        ({}, True),
        ({"EvaluationInterval": 3600}, True),
        ({"EvaluationInterval": 45}, False),
        ({"EvaluationInterval": 0}, False),
        ({"EvaluationInterval": None}, False),
        ({"TreatMissingData": "ignore"}, False),
        ({"EvaluationWindow": {"WallClockWindow": {}}}, False),
        ({"EvaluationCriteria": {"PromQLCriteria": {}}}, False),
        (
            {"EvaluationCriteria": {"PromQLCriteria": {"Query": "a", "PendingPeriod": 86_401}}},
            False,
        ),
        ({"EvaluationCriteria": {}}, False),
    ],
)
def test_promql_alarms_have_rules_of_their_own(changes: dict[str, Any], *, is_valid: bool) -> None:
    """A PromQL alarm has a query and an interval, and nothing of a metric alarm."""
    alarm: dict[str, Any] = {
        "AlarmName": "up",
        "EvaluationCriteria": {"PromQLCriteria": {"Query": "up == 0", "PendingPeriod": 300}},
        "EvaluationInterval": 60,
    }
    merged = {name: value for name, value in (alarm | changes).items() if value is not None}

    assert is_valid == (not validate(merged))
