"""What CloudWatch takes of an alarm although it has no use, or another than it seems to have."""

from typing import Any

import pytest

from tests.support.alarms import properties, query
from tocsin.alarms import remarks, validate

ABOVE = {"ComparisonOperator": "GreaterThanThreshold"}
BELOW = {"ComparisonOperator": "LessThanThreshold"}
TWO_OF_THREE = {"EvaluationPeriods": 3, "DatapointsToAlarm": 2}
COUNT = {"Statistic": "SampleCount"}
SNS = "arn:aws:sns:eu-central-1:111122223333:pages"


def found(**changes: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 -- as properties are
    """Return kind, severity and property of each remark on an alarm that CloudWatch takes."""
    alarm = properties(**changes)
    assert validate(alarm) == []
    return [(each.kind, each.severity, each.where.subject) for each in remarks(alarm)]


@pytest.mark.parametrize(
    ("changes", "severity"),
    [
        (ABOVE | TWO_OF_THREE | {"TreatMissingData": "breaching"}, "warning"),
        (BELOW | TWO_OF_THREE | {"TreatMissingData": "breaching"}, "note"),
        (ABOVE | TWO_OF_THREE | {"TreatMissingData": "notBreaching"}, None),
        (ABOVE | TWO_OF_THREE | {"TreatMissingData": "missing"}, None),
        (ABOVE | TWO_OF_THREE | {"TreatMissingData": "ignore"}, None),
        (
            ABOVE
            | {"EvaluationPeriods": 3, "DatapointsToAlarm": 3, "TreatMissingData": "breaching"},
            None,
        ),
        (ABOVE | {"EvaluationPeriods": 3, "TreatMissingData": "breaching"}, None),
    ],
)
def test_silence_that_one_healthy_datapoint_never_ends(
    changes: dict[str, Any], severity: str | None
) -> None:
    """With breaching and M below N it takes several; where all must breach, one is enough."""
    expected = [("missing-data/unclearable", severity, "TreatMissingData")] if severity else []

    assert found(**changes) == expected


@pytest.mark.parametrize(
    ("needed", "total", "text"),
    [
        (1, 3, "1 of 3 are enough: an empty period is an alarm"),
        (2, 3, "2 of 3 are enough: 2 empty periods are an alarm"),
        (3, 5, "it takes 3 within the evaluated periods"),
    ],
)
def test_remark_counts_what_it_takes(needed: int, total: int, text: str) -> None:
    """M empty periods begin the alarm, and one more than N less M healthy ones end it."""
    counts = {"EvaluationPeriods": total, "DatapointsToAlarm": needed}
    (remark,) = remarks(properties(**ABOVE, **counts, TreatMissingData="breaching"))

    assert text in remark.what


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        (COUNT | BELOW | {"Threshold": 1, "TreatMissingData": "notBreaching"}, "never"),
        (COUNT | BELOW | {"Threshold": 1, "TreatMissingData": "missing"}, "never"),
        # The heartbeat, and the alarm on any event: each rests on what is missing.
        (COUNT | BELOW | {"Threshold": 1, "TreatMissingData": "breaching"}, None),
        (COUNT | ABOVE | {"Threshold": 0, "TreatMissingData": "notBreaching"}, None),
        (COUNT | ABOVE | {"Threshold": 0, "TreatMissingData": "breaching"}, "always"),
        (COUNT | BELOW | {"Threshold": 2, "TreatMissingData": "notBreaching"}, None),
        (
            {"Statistic": None, "ExtendedStatistic": "PR(0:1)", "TreatMissingData": "missing"}
            | ABOVE
            | {"Threshold": 100},
            "never",
        ),
        # Of the metric itself nothing is known: it may be negative.
        ({"Statistic": "Sum", "TreatMissingData": "notBreaching"} | BELOW | {"Threshold": 0}, None),
    ],
)
def test_threshold_that_nothing_crosses(changes: dict[str, Any], kind: str | None) -> None:
    """A statistic alone may decide that no datapoint breaches, or that each does."""
    expected = [(f"threshold/{kind}", "warning", "Threshold")] if kind else []

    assert found(**changes) == expected


@pytest.mark.parametrize("text", ["TM(2%:98%)", "TM(:95%)", "WM(5%:)", "TC(95%:99%)"])
def test_bounds_on_which_the_pages_do_not_agree_are_a_note(text: str) -> None:
    """They are taken, at the top and in a query."""
    metric = query("m1", ReturnData=True)
    metric["MetricStat"]["Stat"] = text
    none = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period"))

    assert found(Statistic=None, ExtendedStatistic=text, **ABOVE, TreatMissingData="missing") == [
        ("alarm/statistic-bounds", "note", "ExtendedStatistic")
    ]
    assert found(**none, Metrics=[metric], **ABOVE, TreatMissingData="missing") == [
        ("alarm/statistic-bounds", "note", "Metrics[0].MetricStat.Stat")
    ]


@pytest.mark.parametrize("text", ["TM(10%:90%)", "tm99", "IQM", "TM(:500)", "p99.9"])
def test_bounds_that_all_pages_have_are_none(text: str) -> None:
    """The short forms have any percentage, and values are no percentages."""
    assert found(Statistic=None, ExtendedStatistic=text, **ABOVE, TreatMissingData="missing") == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"InsufficientDataActions": [SNS], "TreatMissingData": "notBreaching"},
            [("alarm/never-insufficient", "note", "InsufficientDataActions")],
        ),
        ({"InsufficientDataActions": [SNS], "TreatMissingData": "missing"}, []),
        (
            {"AlarmActions": [SNS], "ActionsEnabled": False, "TreatMissingData": "missing"},
            [("alarm/actions-disabled", "note", "ActionsEnabled")],
        ),
        ({"ActionsEnabled": False, "TreatMissingData": "missing"}, []),
        (
            {"AlarmActions": [SNS, SNS], "TreatMissingData": "missing"},
            [("alarm/repeated-action", "note", "AlarmActions")],
        ),
        (
            {"Namespace": "AWS/Lambda", "Period": 10, "TreatMissingData": "missing"},
            [("metric/resolution", "note", "Period")],
        ),
        ({"Namespace": "Shop", "Period": 10, "TreatMissingData": "missing"}, []),
        (
            {"Namespace": "AWS/DynamoDB", "TreatMissingData": "breaching"},
            [("missing-data/dynamodb", "note", "TreatMissingData")],
        ),
        ({"Namespace": "AWS/DynamoDB", "TreatMissingData": "notBreaching"}, []),
    ],
)
def test_settings_without_use(
    changes: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    """Actions that never run, and periods and silence that do not do what they seem to."""
    assert found(**changes) == expected


def test_nothing_is_said_of_an_alarm_that_cannot_be_read() -> None:
    """Why it is refused comes first."""
    alarm = properties(Period=45, EvaluationPeriods=3, DatapointsToAlarm=2, **ABOVE)

    assert remarks(alarm) == []
