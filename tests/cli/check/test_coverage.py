"""The score of coverage: asked on request, and a gate for pipelines."""

import json
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.junit import check_junit
from tests.support.triage import written


def template(folder: Path) -> Path:
    """Write a template with a queue of which one alarm reads a metric, and one without any."""
    old = {
        "Namespace": "AWS/SQS",
        "MetricName": "ApproximateAgeOfOldestMessage",
        "Dimensions": [{"Name": "QueueName", "Value": "orders"}],
        "Statistic": "Maximum",
        "Period": 60,
        "EvaluationPeriods": 5,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 600,
        "AlarmActions": ["arn:aws:sns:eu-west-1:111122223333:pager"],
    }
    return written(
        folder,
        Orders={"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}},
        Jobs={"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs"}},
        Old={"Type": "AWS::CloudWatch::Alarm", "Properties": old},
    )


def test_it_is_not_asked_without(tmp_path: Path) -> None:
    """Templates do not show which alarms others have."""
    data = json.loads(run("check", template(tmp_path), "--json").output)
    assert "coverage" not in data
    assert [each for each in data["problems"] if each["kind"].startswith("coverage/")] == []


def test_it_lists_what_lacks_alarms_the_least_covered_first(tmp_path: Path) -> None:
    """With the score, and the problems of the family beside it."""
    outcome = run("check", template(tmp_path), "--coverage", "--notes")
    rows = [line for line in outcome.output.splitlines() if " %" in line]
    assert "jobs (Amazon SQS queue) lacks" in rows[0]
    assert "orders (Amazon SQS queue) lacks" in rows[1]
    assert rows[2].startswith("coverage ")
    assert "[coverage/unwatched]" in outcome.output


@pytest.mark.parametrize(("at_least", "exit_code"), [(1, 0), (99, 1)])
def test_a_floor_is_a_gate(tmp_path: Path, at_least: int, exit_code: int) -> None:
    """Whatever else fails the run or not; JUnit says so too."""
    junit = tmp_path / "j.xml"
    floor = ("--coverage-at-least", str(at_least), "--fail-on", "never", "--junit", junit)
    outcome = run("check", template(tmp_path), *floor)
    cases = check_junit(junit.read_text()).iter("testcase")
    failed = [each.get("classname") for each in cases if each.find("failure") is not None]
    assert outcome.exit_code == exit_code
    assert failed == ["score of coverage"] * exit_code
    assert (f"{at_least} % are asked for" in outcome.output) is bool(exit_code)


def test_a_floor_of_more_than_all_is_refused(tmp_path: Path) -> None:
    """It could never be met."""
    assert run("check", template(tmp_path), "--coverage-at-least", "101").exit_code == 2


def test_templates_with_nothing_to_watch_are_covered(tmp_path: Path) -> None:
    """Nothing is missing where nothing is recommended."""
    path = written(tmp_path, A={"Type": "Custom::A"})
    outcome = run("check", path, "--coverage-at-least", "100")
    assert outcome.exit_code == 0
    assert "nothing for which the catalogue recommends alarms" in outcome.output
