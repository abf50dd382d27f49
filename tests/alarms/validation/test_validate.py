"""What PutMetricAlarm rejects."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.alarms import properties, query
from tocsin.alarms import PROPERTIES, remarks
from tocsin.evaluation import validate

NO_METRIC = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period"))
SNS = "arn:aws:sns:eu-central-1:111122223333:pages"
EC2_STOP = "arn:aws:swf:eu-central-1:111122223333:action/actions/AWS_EC2.InstanceId.Stop/1.0"
QUERY = 'SELECT MAX(Age) FROM SCHEMA("AWS/SQS", QueueName)'
STOP = "arn:aws:automate:eu-central-1:ec2:stop"
SCALE = "arn:aws:autoscaling:eu-central-1:111122223333:scalingPolicy:x"
RESPONSE_PLAN = "arn:aws:ssm-incidents::111122223333:response-plan/shop"
INSTANCE = [{"Name": "InstanceId", "Value": "i-1"}]
OPS_ITEM = "arn:aws:ssm:eu-central-1:111122223333:opsitem:1"


def dimensions(count: int) -> list[dict[str, str]]:
    """Return that many different dimensions."""
    return [{"Name": f"d{number}", "Value": "x"} for number in range(count)]


def tags(**keys: list[str]) -> dict[str, Any]:
    """Return a configuration by which notifications carry tags."""
    return {"AlarmTagsPropagation": {"Enabled": "true", **keys}}


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


def without_period(expression: str, *others: dict[str, Any]) -> dict[str, Any]:
    """Return the changes that make the alarm one on an expression that gives no period."""
    return NO_METRIC | {"Metrics": [{"Id": "result", "Expression": expression}, *others]}


def across_accounts(expression: str) -> dict[str, Any]:
    """Return the changes that make the alarm one on an expression over another account's metric."""
    metric = {**query("m1"), "AccountId": "444455556666"}
    return NO_METRIC | {"Metrics": [metric, {"Id": "result", "Expression": expression}]}


def wall_clock(time_zone: str = "UTC") -> dict[str, Any]:
    """Return a window aligned to the wall clock."""
    return {"WallClockWindow": {"Timezone": time_zone}}


ACCEPTED: list[dict[str, Any]] = [
    {},
    {"AlarmName": None},
    {"AlarmName": "x" * 255},
    {"AlarmActions": [SNS] * 5},
    {"AlarmActions": [STOP], "Dimensions": INSTANCE},
    {"AlarmActions": [OPS_ITEM]},
    {"AlarmActions": [RESPONSE_PLAN]},
    {"ActionConfiguration": {"AlarmTagsPropagation": {"Enabled": True}}},
    {"ActionConfiguration": tags(IncludedTagKeys=["team"])},
    {"ActionConfiguration": tags(ExcludedTagKeys=["k" * 128] * 50)},
    {"Dimensions": dimensions(30)},
    {"Period": 10, "EvaluationPeriods": 8640},
    {"Period": 60, "EvaluationPeriods": 1440},
    {"Period": 3600, "EvaluationPeriods": 168},
    {"Period": 604_800},
    {"Period": 86_400, "EvaluationWindow": wall_clock("Europe/Berlin")},
    {"Statistic": None, "ExtendedStatistic": "TM(10%:90%)"},
    {"Statistic": None, "ExtendedStatistic": "TM(2%:98%)"},
    {"Statistic": None, "ExtendedStatistic": "TM(:95%)"},
    {"Statistic": None, "ExtendedStatistic": "p99.9"},
    {"WarmUpConfiguration": {"WarmUpPeriodDurationInMinutes": 2880}},
    {"Unit": "Count/Second"},
    math("m1 / m2", "m1", "m2"),
    math("+".join(f"m{number}" for number in range(10)), *(f"m{number}" for number in range(10))),
    math("SELECT AVG(x) FROM y", period=60) | {"EvaluationPeriods": 180},
    math('LAMBDA("f")', period=3600) | {"EvaluationPeriods": 24},
    band(),
    without_period("FILL(m1, 0)", query("m1")),
    without_period("q1 * 2", {"Id": "q1", "Expression": QUERY, "Period": 60, "ReturnData": False}),
    across_accounts("m1 * 2"),
]
REJECTED: list[tuple[str, dict[str, Any]]] = [
    ("AlarmName", {"AlarmName": "x" * 256}),
    ("AlarmName", {"AlarmName": "line\nbreak"}),
    ("AlarmDescription", {"AlarmDescription": "x" * 1025}),
    ("Treshold", {"Treshold": 1}),
    ("AlarmTagsPropagation", {"AlarmTagsPropagation": {"Enabled": True}}),
    ("ActionConfiguration.Enabled", {"ActionConfiguration": {"Enabled": True}}),
    (
        "ActionConfiguration.AlarmTagsPropagation.Enabled",
        {"ActionConfiguration": {"AlarmTagsPropagation": {}}},
    ),
    (
        "ActionConfiguration.AlarmTagsPropagation.ExcludedTagKeys",
        {"ActionConfiguration": tags(IncludedTagKeys=["a"], ExcludedTagKeys=["b"])},
    ),
    (
        "ActionConfiguration.AlarmTagsPropagation.IncludedTagKeys",
        {"ActionConfiguration": tags(IncludedTagKeys=[])},
    ),
    (
        "ActionConfiguration.AlarmTagsPropagation.IncludedTagKeys",
        {"ActionConfiguration": tags(IncludedTagKeys=["k" * 129])},
    ),
    ("Dimensions[0].Values", {"Dimensions": [{"Name": "a", "Value": "b", "Values": "c"}]}),
    ("EvaluationInterval", {"EvaluationInterval": 60}),
    ("Tags", {"Tags": [{"Key": str(number), "Value": ""} for number in range(51)]}),
    ("AlarmActions", {"AlarmActions": [SNS] * 6}),
    ("OKActions", {"OKActions": [OPS_ITEM]}),
    ("AlarmActions", {"AlarmActions": [STOP]}),
    ("OKActions", {"OKActions": [EC2_STOP], "Dimensions": dimensions(3)}),
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
    ("Metrics[0].Period", without_period(QUERY)),
    ("Metrics[0].Period", without_period("FILL(TIME_SERIES(1), 0)")),
    ("Metrics[1].Period", without_period("q1 * 2", {"Id": "q1", "Expression": QUERY})),
    ("Metrics[0].Expression", math("x" * 2049)),
    ("Metrics[1].Expression", across_accounts("ANOMALY_DETECTION_BAND(m1)")),
    ("Metrics[1].Expression", across_accounts("ANOMALY_DETECTION_BAND(m1 * 2, 3)")),
    ("Tags", {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]}),
    ("Tags[0].Key", {"Tags": [{"Key": "k" * 129, "Value": "1"}]}),
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


@pytest.mark.parametrize(
    ("action", "is_valid"),
    [
        (SNS, True),
        (RESPONSE_PLAN, True),
        ("${Topic}", True),
        ("arn:aws:sns:${AWS::Region}:111122223333:pages", True),
        ("arn:aws:sns:us-east-1:111122223333:pages", False),
        ("arn:aws:lambda:us-east-1:111122223333:function:page", False),
        ("arn:aws-us-gov:sns:us-gov-west-1:111122223333:pages", False),
        ("arn:aws:automate:us-east-1:ec2:stop", False),
        ("arn:aws:ssm:us-east-1:111122223333:opsitem:1", False),
    ],
)
def test_actions_are_in_the_region_of_the_alarm(action: str, *, is_valid: bool) -> None:
    """What acts is in the alarm's Region; where it is not known, nothing is said."""
    alarm = properties(AlarmActions=[action], Dimensions=INSTANCE)

    found = [each.kind for each in validate(alarm, region="eu-central-1")]

    assert found == ([] if is_valid else ["alarm/action-region"])
    assert validate(alarm) == []


@pytest.mark.parametrize(
    ("alarm", "ok", "is_valid"),
    [
        (["eu-central-1"], ["eu-central-1"], True),
        (["us-east-1"], ["us-east-1"], True),
        (["us-east-1", "eu-central-1"], [], False),
        (["us-east-1"], ["eu-central-1"], False),
        (["us-east-1"], ["${AWS::Region}"], True),
    ],
)
def test_actions_of_two_regions_are_refused_wherever_the_alarm_is(
    alarm: list[str], ok: list[str], *, is_valid: bool
) -> None:
    """A bare template does not say its Region, and yet one of the two is elsewhere."""
    topics = [[f"arn:aws:sns:{each}:111122223333:a" for each in regions] for regions in (alarm, ok)]
    found = validate(properties(AlarmActions=topics[0], OKActions=topics[1]))

    assert [each.kind for each in found] == ([] if is_valid else ["alarm/action-region"])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 400) | st.sampled_from(["x", "m1 + 1", SNS, STOP]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["Id", "Name", "Expression", "AccountId", "Key"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(PROPERTIES), _JSON))
def test_whatever_stands_in_an_alarm_is_judged(changes: dict[str, Any]) -> None:
    """Nothing that a template can hold makes the validation or a remark fail."""
    alarm = properties() | changes
    found = validate(alarm, account="111122223333", region="eu-central-1")

    assert all(each.is_error for each in found)
    assert not any(each.is_error for each in remarks(alarm))


def test_metric_of_the_alarms_own_account_is_not_across_accounts() -> None:
    """A query may name the account that the alarm itself is in."""
    metric = {**query("m1", ReturnData=True), "AccountId": "444455556666"}
    alarm = band()
    alarm["Metrics"][0] = metric

    assert validate(properties(**alarm), account="444455556666") == []
    assert [each.kind for each in validate(properties(**alarm), account="111122223333")] == [
        "alarm/cross-account"
    ]


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("AlarmTagsPropagation", "move it into ActionConfiguration"),
        ("PromQLCriteria", "move it into EvaluationCriteria"),
        ("Treshold", "did you mean 'Threshold'?"),
        ("Colour", "remove it"),
    ],
)
def test_unknown_property_says_where_it_belongs(name: str, fix: str) -> None:
    """A key that stands too high is told its place, and not that it is misspelt."""
    (problem,) = validate(properties(**{name: {}}))

    assert (problem.kind, problem.fix) == ("alarm/unknown-property", fix)
