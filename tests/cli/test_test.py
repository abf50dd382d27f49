import json
from pathlib import Path
from unittest import mock

import pytest

from tests.support.command_line import Outcome, run
from tests.support.drills import composite_alarm, metric_alarm, template


def _tested(folder: Path, name: str, content: bytes) -> Outcome:
    """Run `tocsin test` on a folder with one file."""
    (folder / "shop.json").write_text(json.dumps(template(A=metric_alarm("a"))))
    (folder / "drills").mkdir()
    (folder / "drills" / name).write_bytes(content)
    return run("test", folder / "drills", "-a", folder / "shop.json")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"# " + b"x" * 1_100_000, "at most 1,048,576"),
    ],
    ids=["another encoding", "too long"],
)
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    """A file of drills that is huge or not UTF-8 is wrong input."""
    outcome = _tested(tmp_path, "a.yml", content)

    assert outcome.exit_code == 2
    assert problem in outcome.errors


def test_reports_are_written_when_tocsin_itself_fails(tmp_path: Path) -> None:
    """A program that waits for a report learns of a defect."""
    (tmp_path / "shop.json").write_text(json.dumps(template(A=metric_alarm("a"))))
    (tmp_path / "a.yaml").write_text("drills: {}")
    report = tmp_path / "report.xml"
    defect = mock.patch(
        "tocsin.cli.drill_run.read_drill_choice", side_effect=ZeroDivisionError("by zero")
    )

    with defect, pytest.raises(ZeroDivisionError):
        run("test", tmp_path / "a.yaml", "-a", tmp_path / "shop.json", "--junit", report)

    assert "tocsin failed on its own: ZeroDivisionError: by zero" in report.read_text()


def test_a_wrong_option_is_in_the_reports_too(tmp_path: Path) -> None:
    """What is wrong with an option is reported as what is wrong with a file."""
    report = tmp_path / "report.xml"

    outcome = run("test", "--severity", "urgent", "--junit", report, "--json")

    assert outcome.exit_code == 2
    assert json.loads(outcome.output)["problems"][0]["kind"] == "option/unknown-severity"
    assert 'errors="1"' in report.read_text()


def test_each_drill_says_how_long_it_took(tmp_path: Path) -> None:
    """Times are seconds, for each drill and in sum."""
    drill = {"drills": {"x": {"alarm": "a", "values": "9x5", "expect": [{"never": "ALARM"}]}}}
    (tmp_path / "shop.json").write_text(json.dumps(template(A=metric_alarm("a"))))
    (tmp_path / "a.yaml").write_text(json.dumps(drill))
    report = tmp_path / "report.xml"
    arguments = ("-a", tmp_path / "shop.json", "--junit", report, "--json")

    with mock.patch("tocsin.cli.drill_run.stopwatch", side_effect=[1.0, 3.5, 4.0]):
        outcome = run("test", tmp_path / "a.yaml", *arguments)

    (only,) = json.loads(outcome.output)["drills"]
    assert only["seconds"] == 2.5
    assert report.read_text().count('time="2.500"') == 3


def test_an_unsound_composite_is_counted_once(tmp_path: Path) -> None:
    """A composite alarm that cannot be evaluated stands below the coverage, and in no sum."""
    resources = {"A": metric_alarm("a"), "B": composite_alarm("b", "ALARM(b)")}
    (tmp_path / "t.json").write_text(json.dumps(template(**resources)))
    (tmp_path / "d.yaml").write_text(
        "drills: {d: {alarm: a, values: 9x9, expect: [{never: ALARM}]}}"
    )

    outcome = run(
        "test",
        str(tmp_path / "d.yaml"),
        "--assembly",
        str(tmp_path / "t.json"),
        "--coverage",
        "--json",
    )

    found = json.loads(outcome.output)
    assert [each["alarm"] for each in found["coverage"]] == ["a"]
    assert [each["alarm"] for each in found["not_evaluated"]] == ["b"]
