"""SARIF: valid by its schema, with relative places, and fingerprints that last."""

from pathlib import Path

import pytest

from tests.support.check_reports import result_of
from tests.support.command_line import run
from tests.support.sarif import check_valid
from tests.support.triage import SILENT, silent_alarm, written
from tocsin.cli.check_report import sarif
from tocsin.triage import rules


def test_each_problem_is_a_result_with_its_state(tmp_path: Path) -> None:
    """What is waived or known is there too, suppressed with its reason."""
    results = check_valid(sarif(result_of(tmp_path)))["results"]
    by_name = {each["locations"][0]["logicalLocations"][0]["name"]: each for each in results}
    assert {name: each["baselineState"] for name, each in by_name.items()} == {
        "New": "new",
        "Known": "unchanged",
        "Waived": "new",
    }
    assert "suppressions" not in by_name["New"]
    assert by_name["Known"]["suppressions"][0]["kind"] == "external"
    assert by_name["Waived"]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "it is read"}
    ]


def test_places_are_relative_and_logical(tmp_path: Path) -> None:
    """A code-scanning service finds the file in its checkout, and people the construct."""
    (result, *_) = check_valid(sarif(result_of(tmp_path)))["results"]
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "stacks/shop.json", "uriBaseId": "%SRCROOT%"}
    assert physical["region"]["startLine"] == 3
    assert physical["region"]["snippet"]["text"] == '  "New": {'
    assert [each["fullyQualifiedName"] for each in location["logicalLocations"]] == [
        "stacks/shop.json/New",
        "Shop/Orders/Errors/Resource",
    ]
    assert str(tmp_path) not in sarif(result_of(tmp_path))


def test_rules_carry_their_pages(tmp_path: Path) -> None:
    """Whoever sees a result reads there what it means."""
    only = check_valid(sarif(result_of(tmp_path)))
    described = only["tool"]["driver"]["rules"]
    assert [each["id"] for each in described] == list(rules())
    result = only["results"][0]
    assert described[result["ruleIndex"]]["id"] == result["ruleId"] == SILENT
    assert all(each["help"]["markdown"].startswith(f"# {each['id']}\n") for each in described)


def test_fingerprints_outlast_moved_lines(tmp_path: Path) -> None:
    """GitHub goes by them, and would else open every alert again."""
    path = written(tmp_path, A=silent_alarm())
    arguments = ("check", path, "--only", SILENT, "--sarif", tmp_path / "s.sarif")

    def fingerprint() -> tuple[object, object]:
        run(*arguments)
        (result,) = check_valid((tmp_path / "s.sarif").read_text())["results"]
        return result["partialFingerprints"], result["locations"][0]["physicalLocation"]["region"]

    before, at = fingerprint()
    path.write_text(path.read_text().replace("{\n", "{\n\n\n", 1))
    after, moved = fingerprint()
    assert before == after
    assert at != moved


@pytest.mark.parametrize("name", ["a b#c?.json", "ü.json", "100%.json"])
def test_names_of_files_are_those_of_uris(tmp_path: Path, name: str) -> None:
    """A blank, a letter of another language or a sign of URIs is written as URIs have it."""
    path = written(tmp_path, name=name, A=silent_alarm())
    run("check", path, "--only", SILENT, "--sarif", tmp_path / "s.sarif")
    (result,) = check_valid((tmp_path / "s.sarif").read_text())["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(" #?")


def test_a_run_that_failed_says_so(tmp_path: Path) -> None:
    """A service that waits for a report finds the reason in it."""
    outcome = run("check", tmp_path / "none.yaml", "--sarif", tmp_path / "s.sarif")
    only = check_valid((tmp_path / "s.sarif").read_text())
    (invocation,) = only["invocations"]
    assert outcome.exit_code == 2
    assert invocation["executionSuccessful"] is False
    (said,) = invocation["toolExecutionNotifications"]
    assert said["descriptor"]["id"] == "file/not-found"
    assert only["results"] == []
