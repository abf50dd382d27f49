"""`tocsin diff` of templates whose alarms stand under a condition, on one side or on both."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run

ERRORS = {
    "Type": "AWS::CloudWatch::Alarm",
    "Condition": "IsProd",
    "Properties": {
        "Namespace": "Shop",
        "MetricName": "Errors",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 5,
        "ComparisonOperator": "GreaterThanThreshold",
    },
}
WITH_CONDITION = {
    "Parameters": {"Stage": {"Type": "String", "Default": "staging"}},
    "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}, "Errors": ERRORS},
}
WITHOUT = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sides: dict[str, Any] = {"with.json": WITH_CONDITION, "without.json": WITHOUT}
    for name, template in sides.items():
        (tmp_path / name).write_text(json.dumps(template))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("base", "head", "said"),
    [
        ("with.json", "without.json", "Alarm Errors is gone"),
        ("without.json", "with.json", "Alarm Errors is new"),
    ],
)
def test_a_parameter_of_one_side_is_one(base: str, head: str, said: str) -> None:
    """A change may add it, or take it away."""
    outcome = run("diff", base, head, "--parameter", "Stage=prod")

    assert outcome.exit_code == 1
    assert said in outcome.output


def test_a_parameter_of_neither_side_is_refused() -> None:
    """With what may have been meant."""
    outcome = run("diff", "with.json", "without.json", "--parameter", "Stages=prod")

    assert outcome.exit_code == 2
    assert "did you mean 'Stage'?" in outcome.errors


@pytest.mark.parametrize(
    ("base", "head", "said"),
    [
        ("with.json", "without.json", "left out by conditions: of BASE, 1 alarm"),
        ("without.json", "with.json", "left out by conditions: 1 alarm"),
        ("with.json", "with.json", "left out by conditions: 1 alarm"),
    ],
)
def test_what_conditions_leave_out_is_said_once(base: str, head: str, said: str) -> None:
    """An alarm of production that a change takes away is not there by the default either."""
    outcome = run("diff", base, head)

    assert outcome.exit_code == 0
    assert outcome.errors.count("left out") == 1
    assert said in outcome.errors
    assert "--parameter Stage=prod brings it back" in outcome.errors
