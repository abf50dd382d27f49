"""The page of documentation about checks."""

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.support.check_reports import result_of
from tests.support.check_table import PAGE, with_table
from tests.support.command_line import run
from tests.support.triage import silent_alarm, written
from tocsin.cli.check_report import result_data
from tocsin.triage import read_check_rules


def test_the_table_of_checks_is_current(pytestconfig: pytest.Config) -> None:
    """`make schema` writes it anew, as does `--snapshot-update`."""
    page = PAGE.read_text()
    if pytestconfig.getoption("update_snapshots"):
        PAGE.write_text(with_table(page))
    else:
        assert with_table(page) == page


def test_every_key_of_the_json_is_explained(tmp_path: Path) -> None:
    """And none that is not there."""
    section = PAGE.read_text().partition("The JSON has these keys")[2].partition("\n## ")[0]
    explained = set(re.findall(r"`(\w+)`", section)) - {"new", "error"}
    path = written(tmp_path, Orders={"Type": "AWS::SQS::Queue"}, Errors=silent_alarm())
    run_of_coverage = json.loads(run("check", path, "--coverage", "--json").output)
    found = {*_keys(result_data(result_of(tmp_path))), *_keys(run_of_coverage)}
    assert explained == found


def test_the_settings_of_the_page_are_read() -> None:
    """Whoever copies them gets what they say."""
    settings = [each for each in _blocks() if each.startswith("checks:")]
    read = [read_check_rules(each, name="tocsin.yaml") for each in settings]
    assert [len(each.waivers) for each in read] == [1, 0, 0]
    assert [len(each.unwanted) for each in read] == [0, 0, 2]
    assert read[1].only == ("alarm", "delivery", "topic")


def test_the_workflow_uploads_what_the_command_writes() -> None:
    """Also when the command has found something."""
    (workflow,) = re.findall(
        r"^```yaml\n(name:.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL
    )
    read = yaml.safe_load(workflow)
    *_, check, upload = read["jobs"]["alarms"]["steps"]
    assert f"--sarif {upload['with']['sarif_file']} " in check["run"]
    assert upload["if"] == "always()"
    assert read["permissions"]["security-events"] == "write"


def _blocks() -> list[str]:
    """Return the YAML of the page."""
    return re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)


def _keys(value: object) -> list[str]:
    """Return every key of a document, at whatever depth."""
    if isinstance(value, list):
        return [key for each in value for key in _keys(each)]
    if not isinstance(value, dict):
        return []
    return [*value, *(key for each in value.values() for key in _keys(each))]
