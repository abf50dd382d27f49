"""How the command ends: by severities, and whatever is not new."""

from pathlib import Path

import pytest

from tests.support.check_reports import result_of
from tests.support.command_line import run
from tests.support.triage import SILENT, silent_alarm, waived, written
from tocsin.cli.check_report import FailOn

SETTINGS = "checks:\n  only: [alarm/no-action]\n  severity: {alarm/no-action: %s}\n"


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
@pytest.mark.parametrize("fail_on", ["error", "warning", "note", "never"])
def test_a_problem_fails_the_run_from_a_severity_on(
    tmp_path: Path, severity: str, fail_on: str
) -> None:
    """Errors alone, unless somebody says something else."""
    ranks = ["note", "warning", "error", "never"]
    (tmp_path / "t.yaml").write_text(SETTINGS % severity)
    path = written(tmp_path, A=silent_alarm())
    outcome = run("check", path, "--settings", tmp_path / "t.yaml", "--fail-on", fail_on)
    assert outcome.exit_code == int(ranks.index(severity) >= ranks.index(fail_on))
    assert (f"[{SILENT}]" in outcome.output) is (severity != "note" or fail_on == "note")


@pytest.mark.parametrize("fail_on", ["error", "warning", "note", "never"])
def test_what_is_known_or_waived_fails_nothing(tmp_path: Path, fail_on: FailOn) -> None:
    """Only what is new does."""
    result = result_of(tmp_path, fail_on=fail_on)
    failing = [each.place.subject for each in result.triage.findings if result.fails(each)]
    assert failing == ([] if fail_on == "never" else ["New"])


def test_a_waived_problem_ends_well(tmp_path: Path) -> None:
    """And is counted."""
    outcome = run("check", written(tmp_path, A=waived()), "--only", SILENT)
    assert outcome.exit_code == 0
    assert outcome.output.startswith("no problems; 1 waived (")


def test_a_baseline_that_is_not_there_is_wrong_input(tmp_path: Path) -> None:
    """An empty one would fail the run for every known problem, or hide that it got lost."""
    path = written(tmp_path, A=silent_alarm())
    outcome = run("check", path, "--baseline", tmp_path / "known.yaml")
    assert outcome.exit_code == 2
    assert "write it first: --write-baseline" in outcome.errors


def test_a_run_that_asks_nothing_is_wrong_input(tmp_path: Path) -> None:
    """It would pass whatever the templates say."""
    path = written(tmp_path, A=silent_alarm())
    outcome = run("check", path, "--only", SILENT, "--skip", "alarm")
    assert outcome.exit_code == 2
    assert "no check is left" in outcome.errors


@pytest.mark.parametrize("option", ["--write-baseline", "--sarif", "--junit"])
@pytest.mark.parametrize("fault", [(), ("--only", "nothing")])
def test_no_report_is_written_over_a_template(
    tmp_path: Path, option: str, fault: tuple[str, ...]
) -> None:
    """Neither by a run that succeeds, nor by one that fails."""
    path = written(tmp_path, A=silent_alarm())
    before = path.read_text()
    outcome = run("check", path, option, tmp_path / "." / path.name, *fault)
    assert (outcome.exit_code, path.read_text()) == (2, before)
    assert f"{option} {path}: it would overwrite what is read" in outcome.errors


def test_two_reports_are_not_written_into_one_file(tmp_path: Path) -> None:
    """The first would be lost without a word."""
    path = written(tmp_path, A=silent_alarm())
    outcome = run("check", path, "--sarif", tmp_path / "x", "--junit", tmp_path / "x")
    assert outcome.exit_code == 2
    assert "it would overwrite what --sarif writes" in outcome.errors
    assert not (tmp_path / "x").exists()
