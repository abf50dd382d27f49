"""JSON, JUnit, Checkstyle, GitHub's annotations and Markdown: what each says of what was found."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.check_reports import result_of
from tests.support.command_line import run
from tests.support.junit import check_junit, parsed
from tests.support.triage import SILENT, silent_alarm, written
from tocsin.cli.check_report import (
    FailOn,
    annotations,
    checkstyle,
    gitlab,
    junit,
    markdown,
    result_data,
)
from tocsin.cli.github_commands import guarded


def test_json_has_every_problem_and_its_place(tmp_path: Path) -> None:
    """Also what does not count, with why."""
    data: Any = result_data(result_of(tmp_path))
    assert data["exit_code"] == 1
    assert data["summary"] == {
        "errors": 1,
        "warnings": 0,
        "notes": 0,
        "undecided": 0,
        "waived": 1,
        "baseline": 1,
        "alarms": 3,
        "stacks": 1,
        "checks": data["summary"]["checks"],
    }
    (new, known, waived) = data["problems"]
    assert (new["state"], known["state"], waived["state"]) == ("new", "baseline", "waived")
    assert new["source"] == "stacks/shop.json"
    assert new["logical_id"] == "New"
    assert new["construct"] == "Shop/Orders/Errors/Resource"
    assert new["type"] == "AWS::CloudWatch::Alarm"
    assert new["doc"] == "tocsin/checks/alarm/no_action.md"
    assert waived["waiver"]["until"] == "2027-01-31"
    assert data["stale"] == [{"kind": SILENT, "stack": "gone", "subject": "A", "count": 1}]


def test_what_failed_is_told_as_json_too(tmp_path: Path) -> None:
    """With the same keys."""
    outcome = run("check", tmp_path / "none", "--json")
    data = json.loads(outcome.output)
    assert outcome.exit_code == data["exit_code"] == 2
    assert [each["kind"] for each in data["problems"]] == ["file/not-found"]
    assert data["undecided"] == []


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 1), ("never", 0)])
def test_junit_fails_as_the_command_does(tmp_path: Path, fail_on: FailOn, failures: int) -> None:
    """A resource that fails the run is a failure; what does not count is skipped, and why."""
    top = check_junit(junit(result_of(tmp_path, fail_on=fail_on)))
    assert len(list(top.iter("failure"))) == failures
    assert [each.get("message") for each in top.iter("skipped")] == [
        "in the baseline",
        "waived: it is read",
    ]
    names = [each.get("name") for each in top.iter("testcase") if each.get("classname") == SILENT]
    assert names == [f"stacks/shop.json/{name}" for name in ("New", "Known", "Waived")]


def test_junit_has_a_case_for_each_check_that_found_nothing(tmp_path: Path) -> None:
    """So that each has a history, and a run without problems is not an empty one."""
    top = check_junit(junit(result_of(tmp_path)))
    quiet = [suite for suite in top if suite.get("name") != SILENT]
    assert quiet
    assert {suite.get("tests") for suite in quiet} == {"1"}


def test_junit_of_a_run_that_failed(tmp_path: Path) -> None:
    """It has the reason as an error."""
    run("check", tmp_path / "none", "--junit", tmp_path / "j.xml")
    top = check_junit((tmp_path / "j.xml").read_text())
    assert top.get("name") == "tocsin check"
    assert len(list(top.iter("error"))) == 1


def test_checkstyle_has_what_counts(tmp_path: Path) -> None:
    """By file, with the id as its source."""
    top = parsed(checkstyle(result_of(tmp_path)))
    ((error,),) = top
    assert top[0].get("name") == "stacks/shop.json"
    assert error.attrib == {
        "line": "3",
        "column": "3",
        "severity": "error",
        "message": "Shop/Orders/Errors: the alarm New is silent (0); give it an action",
        "source": f"tocsin.{SILENT}",
    }


def test_gitlab_has_what_counts(tmp_path: Path) -> None:
    """With what its report of code quality needs, and a fingerprint that lasts."""
    (issue,) = json.loads(gitlab(result_of(tmp_path)))
    fingerprint = issue.pop("fingerprint")
    assert re.fullmatch(r"[0-9a-f]{32}", fingerprint)
    assert issue == {
        "check_name": SILENT,
        "description": "Shop/Orders/Errors: the alarm New is silent (0); give it an action",
        "severity": "critical",
        "location": {"path": "stacks/shop.json", "lines": {"begin": 3}},
    }


def test_gitlab_is_told_what_failed(tmp_path: Path) -> None:
    """As an issue of the input."""
    run("check", tmp_path / "none", "--gitlab", tmp_path / "g.json")
    (issue,) = json.loads((tmp_path / "g.json").read_text())
    assert issue["check_name"] == "file/not-found"
    assert issue["severity"] == "critical"


def test_an_annotation_stands_at_its_line(tmp_path: Path) -> None:
    """In the words of a workflow command, with line breaks escaped."""
    assert annotations(result_of(tmp_path)) == (
        f"::error file=stacks/shop.json,line=3,col=3,title={SILENT}"
        "::the alarm New is silent (0)%0Aat: Shop/Orders/Errors%0Anobody hears of it"
        "%0Afix: give it an action\n"
    )


def test_of_what_is_mended_alike_one_is_annotated_first(tmp_path: Path) -> None:
    """GitHub shows ten of a severity: nothing else may be hidden by forty of one kind."""
    alarms: dict[str, Any] = {f"A{number}": silent_alarm() for number in range(3)}
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": "alias/aws/sns"}}
    told = silent_alarm()
    told["Properties"]["AlarmActions"] = [{"Ref": "Z"}]
    path = written(tmp_path, **alarms, Told=told, Z=topic)
    lines = run("check", path, "--only", "alarm/no-action,topic/aws-managed-key", "--github").output
    titles = re.findall(r"title=([\w/-]+)", lines)
    assert titles == ["alarm/no-action", "topic/aws-managed-key", *["alarm/no-action"] * 2]


def test_no_name_can_end_an_annotation(tmp_path: Path) -> None:
    """A comma, a colon, a percent sign or a line in a name stays one in the name."""
    text = annotations(result_of(tmp_path, text="%0A::set-env name=A,line=1::\n::stop::"))
    (line,) = text.splitlines()
    properties, message = re.fullmatch(r"::error (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
    assert "%250A" in message
    assert properties == f"file=stacks/shop.json,line=3,col=3,title={SILENT}"


def test_the_runner_reads_no_command_in_the_text(tmp_path: Path) -> None:
    """It stops at a mark that the text does not have, and goes on behind it."""
    text = "::set-env name=A::1\n"
    first, *inside, last = guarded(text).splitlines()
    mark = first.removeprefix("::stop-commands::")
    assert first.startswith("::stop-commands::")
    assert last == f"::{mark}::"
    assert mark not in "".join(inside)
    path = written(tmp_path, A=silent_alarm())
    output = run("check", path, "--only", SILENT, "--github").output
    assert output.startswith("::stop-commands::tocsin-")
    assert output.splitlines()[-1].startswith("::error file=")


def test_annotations_do_not_stand_within_json(tmp_path: Path) -> None:
    """Both on standard output would be neither."""
    outcome = run("check", written(tmp_path, A=silent_alarm()), "--github", "--json")
    assert outcome.exit_code == 2
    assert json.loads(outcome.output)["problems"][0]["kind"] == "option/conflict"


def test_markdown_has_what_counts_and_nothing_acts(tmp_path: Path) -> None:
    """A name with signs of Markdown or HTML is a name."""
    text = markdown(result_of(tmp_path, text="|<b>*x*</b>[y](http://z)@ana`"))
    (row,) = [line for line in text.splitlines() if line.startswith("| error |")]
    assert row.count("|") == 5
    assert not re.search(r"<b>|\*x|\]\(|@|://", text)
    assert f"`tocsin check --explain {SILENT}`" in text
    assert "1 error, 1 waived, 1 in the baseline" in text
