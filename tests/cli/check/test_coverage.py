"""The score of coverage: asked on request, and a gate for pipelines."""

import json
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.junit import check_junit
from tests.support.triage import written
from tests.support.viewpoints import WHOLE


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


def test_what_is_waived_is_not_expected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason stands in its place."""
    monkeypatch.chdir(tmp_path)
    waivers = ("coverage/unwatched, resource: Jobs", "coverage/missing-alarm, resource: Orders")
    listed = [f"    - {{check: {each}, because: it is for experiments}}" for each in waivers]
    (tmp_path / "tocsin.yaml").write_text("\n".join(["checks:", "  waive:", *listed, ""]))

    outcome = run("check", template(tmp_path), "--coverage-at-least", "100")
    data = json.loads(run("check", template(tmp_path), "--coverage", "--json").output)

    assert outcome.exit_code == 0
    assert "waived  jobs (Amazon SQS queue): it is for experiments" in outcome.output
    assert "coverage 100 %: 0 of 0 recommended alarms of 2 resources, 0 unwatched" in outcome.output
    assert {each["waived"] for each in data["coverage"]["resources"]} == {"it is for experiments"}


def test_markdown_has_a_table(tmp_path: Path) -> None:
    """With all that is missing, for the summary of a job."""
    page = tmp_path / "summary.md"
    run("check", template(tmp_path), "--coverage", "--markdown", page)

    assert "| Coverage | Resource | Lacks |" in page.read_text()
    assert (
        "| 0 % | jobs (Amazon SQS queue) | messages-wait-too-long (warning), " in page.read_text()
    )


def test_resources_of_a_viewpoint_are_asked_for_too(tmp_path: Path) -> None:
    """Of the stage that is named, where they stand in the viewpoint."""
    stage = ("--viewpoint", WHOLE, "--stage", "prod")
    data = json.loads(run("check", template(tmp_path), *stage, "--json").output)

    named = [
        each for each in data["coverage"]["resources"] if each["subject"].startswith("services.")
    ]
    assert named
    assert all(each["source"].endswith(WHOLE.name) and each["line"] for each in named)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--stage", "prod"], "--stage prod: there is no viewpoint"),
        (["--viewpoint", WHOLE], "there are several stages"),
        (["--viewpoint", WHOLE, "--stage", "production"], "there is no stage 'production'"),
    ],
    ids=["alone", "several", "unknown"],
)
def test_what_cannot_be_asked_is_explained(
    arguments: list[str | Path], complaint: str, tmp_path: Path
) -> None:
    """By what is wrong, and what to do."""
    outcome = run("check", template(tmp_path), *arguments)

    assert outcome.exit_code == 2
    assert complaint in outcome.errors


def test_resources_that_tocsin_builds_are_not_counted(tmp_path: Path) -> None:
    """How many there are is said."""
    written(tmp_path, name="shop.json", Jobs={"Type": "AWS::SQS::Queue"})
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://111122223333/eu-west-1",
        "properties": {"templateFile": "shop.json", "tags": {"tocsin:system": "shop"}},
    }
    manifest = {"version": "55.0.0", "artifacts": {"shop": stack}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    outcome = run("check", tmp_path, "--coverage")
    data = json.loads(run("check", tmp_path, "--coverage", "--json").output)["coverage"]

    assert "(and 1 resource of Tocsin's own stacks, uncounted" in " ".join(outcome.output.split())
    assert (data["left_out"], data["resources"], data["score"]) == (1, [], 1)
