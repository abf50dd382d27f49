"""Examining many alarms, and of those that are alike one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.alarms import Examiner, remarks, validate
from tocsin.alarms.likeness import Likeness

ACCOUNT, REGION = "111122223333", "eu-west-1"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:critical"
SINGLE: dict[str, Any] = {
    "AlarmName": "one",
    "AlarmDescription": "Orders fail.",
    "Namespace": "Shop",
    "MetricName": "Failures",
    "Dimensions": [{"Name": "Stage", "Value": "prod"}],
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 3,
    "Threshold": 5,
    "ComparisonOperator": "GreaterThanThreshold",
    "AlarmActions": [TOPIC],
    "Tags": [{"Key": "tocsin:severity", "Value": "critical"}],
}
METRIC: dict[str, Any] = {
    "Namespace": "Shop",
    "MetricName": "Failures",
    "Dimensions": [{"Name": "Stage", "Value": "prod"}],
}


def query(account: object = ACCOUNT, **changes: object) -> dict[str, Any]:
    """Return a metric query."""
    stat = {"Metric": {**METRIC, **changes}, "Period": 60, "Stat": "Sum"}
    return {"Id": "a", "AccountId": account, "MetricStat": stat}


def math(*queries: dict[str, Any], expression: str = "a * 2") -> dict[str, Any]:
    """Return an alarm on metric math."""
    single = ("Namespace", "MetricName", "Dimensions", "Statistic", "Period")
    rest = {name: value for name, value in SINGLE.items() if name not in single}
    return {**rest, "Metrics": [{"Id": "e", "Expression": expression}, *queries]}


def topic(name: str = "other", region: str = REGION) -> str:
    """Return the ARN of a topic."""
    return f"arn:aws:sns:{region}:{ACCOUNT}:{name}"


ODD: dict[str, list[object]] = {
    "AlarmName": ["two", "", "a" * 256, "a\nb", 5, {"Ref": "Name"}],
    "AlarmDescription": ["other", "", "a" * 1025, 5],
    "MetricName": ["Orders", "", "a" * 256, None, 5],
    "Namespace": ["AWS/SQS", ":Shop", "", "AWS/DynamoDB"],
    "Dimensions": [
        [], {}, "", [{"Name": "Stage", "Value": "dev"}], [{"Name": "Stage", "Value": ""}],
        [{"Name": "Stage"}], [{"Name": "Stage", "Value": "a" * 1025}], [{"Name": "Stage"}] * 2,
        [{"Name": "InstanceId", "Value": "i-1"}], {"Name": "Stage", "Value": "dev"},
    ],
    "Statistic": ["Average", "SampleCount", "p99", "sum", ""],
    "Period": [10, 60.0, "60", True, 61, 3600, float("nan")],
    "EvaluationPeriods": [1, 1.0, True, 0, 10_000],
    "DatapointsToAlarm": [1, True, 4, None],
    "Threshold": [0, -1, 1.5, "7", True, None, float("nan"), float("inf"), 10**400],
    "TreatMissingData": ["breaching", "notBreaching", "ignore", "Breaching"],
    "ActionsEnabled": [False, True, 0, "false"],
    "AlarmActions": [
        [], {}, [topic()], [topic(), topic("more")], [topic(), topic()], [TOPIC] * 6,
        [topic(region="us-east-1")], ["${Topic}"], [f"arn:aws:automate:{REGION}:ec2:stop"],
        [{"Ref": "Topic"}], [topic("a" * 1024)], [f"arn:aws:ssm:{REGION}:{ACCOUNT}:opsitem:1"],
        ["arn:aws:sns:${AWS::Region}:${AWS::AccountId}:critical"], topic(),
    ],
    "OKActions": [[topic()], [f"arn:aws:ssm:{REGION}:{ACCOUNT}:opsitem:1"], [""]],
    "InsufficientDataActions": [[topic()], [topic(region="us-east-1")]],
    "Tags": [
        [], [{"Key": "a", "Value": "b"}], [{"Key": "a", "Value": "a" * 257}], {"Key": "a"},
        [{"Key": "a", "Value": "b"}, {"Key": "a", "Value": "c"}], [{"Key": "", "Value": "b"}],
    ],
    "Unknown": [1],
}  # fmt: skip
MATH = [
    math(query()),
    math(query("444455556666")),
    math(query(None)),
    math(query(MetricName="Orders")),
    math(query(MetricName="")),
    math(query(Dimensions=[{"Name": "Stage", "Value": "dev"}])),
    math(query(Dimensions=[{"Name": "Stage", "Value": ""}])),
    math(query(), expression="b * 2"),
    math(query(), expression="a *"),
    math(query("444455556666"), expression="ANOMALY_DETECTION_BAND(a)"),
    math(query(), expression="ANOMALY_DETECTION_BAND(a)"),
]
PLACES = [(ACCOUNT, REGION), ("444455556666", "us-east-1"), (None, None)]
changes = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in ODD.items()}
)
alarms = st.one_of(changes.map(lambda changed: {**SINGLE, **changed}), st.sampled_from(MATH))


def found(properties: dict[str, Any], account: str | None, region: str | None) -> list[str]:
    """Return what is said of an alarm that is examined by itself."""
    refused = validate(properties, account=account, region=region)
    return [str(each) for each in refused or remarks(properties)]


@given(st.lists(st.tuples(alarms, st.sampled_from(PLACES)), min_size=2, max_size=8))
def test_an_alarm_is_judged_as_if_it_were_alone(
    examined: list[tuple[dict[str, Any], tuple[str | None, str | None]]],
) -> None:
    """Whatever was examined before."""
    examiner = Examiner()
    for account, region in PLACES:
        examiner.problems(SINGLE, account=account, region=region)

    for properties, (account, region) in examined:
        said = examiner.problems(properties, account=account, region=region)

        assert [str(each) for each in said] == found(properties, account, region)


@pytest.mark.parametrize("place", PLACES)
def test_each_odd_value_is_found_after_all_others(place: tuple[str | None, str | None]) -> None:
    """An examiner that has seen everything overlooks nothing."""
    account, region = place
    every = [
        *({**SINGLE, name: value} for name, values in ODD.items() for value in values),
        *MATH,
    ]
    examiner = Examiner()
    for properties in every:
        examiner.problems(properties, account=account, region=region)

    for properties in reversed(every):
        said = examiner.problems(properties, account=account, region=region)
        assert [str(each) for each in said] == found(properties, account, region)


def test_an_alarm_like_another_is_read_with_what_is_its_own() -> None:
    """Only the verdict is shared."""
    examiner = Examiner()
    examiner.examine(SINGLE, account=ACCOUNT, region=REGION)
    other = {**SINGLE, "AlarmName": "two", "Threshold": 7, "AlarmActions": [topic()]}

    read, said = examiner.examine(other, account=ACCOUNT, region=REGION)

    assert not read.problems
    assert not said
    assert read.alarm is not None
    assert (read.alarm.name, read.alarm.threshold) == ("two", 7.0)
    assert read.alarm.alarm_actions == (topic(),)


def test_alarms_of_other_stages_are_alike() -> None:
    """A stage is an account, a Region, and names."""
    elsewhere = {
        **SINGLE,
        "AlarmName": "two",
        "Dimensions": [{"Name": "Stage", "Value": "dev"}],
        "Threshold": 7.5,
        "AlarmActions": ["arn:aws:sns:us-east-1:444455556666:info"],
    }

    one = Likeness(ACCOUNT, REGION).of(SINGLE)

    assert one == Likeness("444455556666", "us-east-1").of(elsewhere)
    assert one != Likeness(ACCOUNT, REGION).of(elsewhere)


@pytest.mark.parametrize("statistic", [[], {}, ["Sum"], 5, None])
def test_a_statistic_that_is_not_a_text_breaks_nothing(statistic: object) -> None:
    """It is refused, as any other that does not exist."""
    found, _ = Examiner().examine(
        {**SINGLE, "Statistic": statistic}, account=ACCOUNT, region=REGION
    )
    assert found.problems
