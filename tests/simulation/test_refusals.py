"""What of an alarm in a template is refused for certain, and what only a deployment decides."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import load_template
from tests.support.drills import (
    WITHOUT_METRIC,
    Json,
    composite_alarm,
    log_alarm,
    metric_alarm,
    query,
    template,
)
from tocsin.simulation import AlarmSet, NotEvaluated

OPEN = {"Ref": "Open"}
PERHAPS = {"Fn::If": ["IsOpen", OPEN, {"Ref": "AWS::NoValue"}]}
TOPICS = [f"arn:aws:sns:eu-west-1:111122223333:{number}" for number in range(5)]


def not_evaluated(folder: Path, alarm: Json) -> NotEvaluated | None:
    """Return why the alarm of a template with an open parameter is not evaluated."""
    text = template(A=alarm) | {
        "Parameters": {"Open": {"Type": "String"}},
        "Conditions": {"IsOpen": {"Fn::Equals": [OPEN, "yes"]}},
    }
    (found,) = AlarmSet.of(load_template(folder, text)).not_evaluated or (None,)
    return found


@pytest.mark.parametrize(
    "changes",
    [
        {"Threshold": OPEN},
        {"Period": OPEN},
        {"Statistic": OPEN},
        {"TreatMissingData": OPEN},
        {"Dimensions": OPEN},
        {"ComparisonOperator": OPEN},
        {**WITHOUT_METRIC, "Metrics": OPEN},
        {**WITHOUT_METRIC, "Metrics": [query("m1", "Orders"), PERHAPS]},
    ],
)
def test_what_only_a_deployment_knows_is_not_refused(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    """The alarm may be right; it cannot be evaluated before."""
    found = not_evaluated(tmp_path, metric_alarm("a", **changes))

    assert found is not None
    assert not found.is_refused
    assert "Open" in found.why


@pytest.mark.parametrize(
    "changes",
    [
        {"AlarmActions": [OPEN]},
        {"AlarmActions": [*TOPICS, PERHAPS]},
        {"AlarmActions": ["arn:aws:automate:eu-west-1:ec2:stop"], "Dimensions": [
            {"Name": OPEN, "Value": "x"}]},
        {"AlarmName": {"Fn::Sub": "${Open}-" + "x" * 250}},
        {"Dimensions": [{"Name": "Stage", "Value": OPEN}]},
    ],
)  # fmt: skip
def test_what_may_be_right_is_evaluated(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Nothing of it decides a state, and nothing is wrong for certain."""
    assert not_evaluated(tmp_path, metric_alarm("a", **changes)) is None


@pytest.mark.parametrize(
    ("alarm", "why"),
    [
        (metric_alarm("a", AlarmActions=[*TOPICS, OPEN]), "there are 6 actions"),
        (metric_alarm("a", Threshold=OPEN, EvaluationPeriods=0), "EvaluationPeriods: 0 is out"),
        (metric_alarm("a", AlarmActions=[TOPICS[0].replace("eu", "us")]), "is in us-west-1"),
        (metric_alarm("a", AlarmTagsPropagation={}), "move it into ActionConfiguration"),
        (composite_alarm("a", "ALARM(b)", AlarmTagsPropagation={}), "into ActionConfiguration"),
        (composite_alarm("a", "ALARM(b)", AlarmActions=[*TOPICS, TOPICS[0]]), "there are 6"),
        (composite_alarm("a", "ALARM(b)", OKActions=["arn:aws-cn:swf:x"]), "cannot run"),
        (log_alarm("a", AlarmTagsPropagation={}), "move it into ActionConfiguration"),
        (log_alarm("a", QueryResultsToEvaluate=101), "101 is out of range"),
        (log_alarm("a", AlarmActions=[*TOPICS, TOPICS[0]]), "there are 6 actions"),
    ],
)
def test_what_is_wrong_for_certain_is_refused(tmp_path: Path, alarm: Json, why: str) -> None:
    """Alarms of all kinds are judged as AWS gets them: with their actions, in their Region."""
    found = not_evaluated(tmp_path, alarm)

    assert found is not None
    assert found.is_refused
    assert why in found.why


def test_tags_of_notifications_are_known_to_alarms_of_all_kinds(tmp_path: Path) -> None:
    """They stand in ActionConfiguration."""
    tags = {"ActionConfiguration": {"AlarmTagsPropagation": {"Enabled": True}}}
    text = template(
        A=metric_alarm("a", **tags),
        B=composite_alarm("b", {"Fn::Sub": "ALARM(${A})"}, **tags),
        C=log_alarm("c", **tags),
    )
    alarms = AlarmSet.of(load_template(tmp_path, text))

    assert alarms.names == ("a", "b")
    assert [(each.alarm, each.is_refused) for each in alarms.not_evaluated] == [("c", False)]


def test_a_kind_of_alarm_that_is_not_known_is_named(tmp_path: Path) -> None:
    """It is not passed over in silence."""
    text = template(New={"Type": "AWS::CloudWatch::Alert", "Properties": {}})
    (found,) = AlarmSet.of(load_template(tmp_path, text)).not_evaluated

    assert "AWS::CloudWatch::Alert is a kind of alarm that cannot be evaluated" in found.why


def test_a_topic_in_place_of_a_list_is_refused(tmp_path: Path) -> None:
    """CloudFormation makes no list of it: `must be of type List of String`.

    A parameter may be a list, whatever it is called.
    """
    text = template(
        A=metric_alarm("a", AlarmActions={"Ref": "Pager"}),
        B=metric_alarm("b", AlarmActions=OPEN),
        Pager={"Type": "AWS::SNS::Topic"},
    ) | {"Parameters": {"Open": {"Type": "CommaDelimitedList"}}}

    (refused,) = AlarmSet.of(load_template(tmp_path, text)).not_evaluated

    assert refused.is_refused
    assert "AlarmActions" in refused.why
    assert "is not a list" in refused.why


def test_each_cause_of_a_refusal_has_its_own_place(tmp_path: Path) -> None:
    """Whoever reports them needs no text to be taken apart."""
    found = not_evaluated(tmp_path, metric_alarm("a", EvaluationPeriods=0, Statistic="Mean"))

    assert found is not None
    places = [(each.kind, each.where.subject) for each in found.problems_in_template]
    assert places == [
        ("alarm/statistic", "Resources.A.Properties.Statistic"),
        ("alarm/out-of-range", "Resources.A.Properties.EvaluationPeriods"),
    ]


def test_what_a_custom_resource_gives_is_not_refused(tmp_path: Path) -> None:
    """Its attribute may be a number, although a reference reads as a text."""
    text = template(
        A=metric_alarm("a", Threshold={"Fn::GetAtt": ["Limits", "Most"]}),
        Limits={"Type": "Custom::Limits", "Properties": {"ServiceToken": "arn"}},
    )
    (found,) = AlarmSet.of(load_template(tmp_path, text)).not_evaluated

    assert not found.is_refused
