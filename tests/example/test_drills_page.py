import re
from pathlib import Path
from textwrap import indent

import pytest

from tests.own.system import VIEWPOINT_FILE
from tests.support.assemblies import shared_assemblies
from tests.support.assembly import alarm, load_template
from tests.support.command_line import run
from tests.support.project import ROOT
from tests.support.viewpoints import PAGED_ONE_BY_ONE
from tocsin.assembly import load
from tocsin.drills import read_drills, run_drills
from tocsin.simulation import AlarmSet, read_settings

PAGE = (ROOT / "docs" / "drills.md").read_text()
EXAMPLE, SERIES, CONTRIBUTORS, NEW_ALARM, TURNS, EVENTS, BY_TURNS, EXPLAINED, SETTINGS = re.findall(
    r"```yaml\n(.*?)```", PAGE, re.DOTALL
)


@pytest.fixture(scope="module")
def prod(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly of the stage prod."""
    return shared_assemblies(tmp_path_factory.getbasetemp(), VIEWPOINT_FILE, ["prod"])["prod"]


def test_the_example_prints_what_the_page_shows(
    prod: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output on the page is that of its example, to the letter but for blanks at line ends."""
    (tmp_path / "example.yaml").write_text(EXAMPLE)
    monkeypatch.chdir(tmp_path)

    outcome = run("test", "example.yaml", "--assembly", prod)

    printed = "\n".join(line.rstrip() for line in outcome.output.strip().splitlines())
    assert f"$ tocsin test example.yaml\n{printed}\n```" in PAGE
    assert outcome.exit_code == 1


def test_the_drill_on_turns_passes(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It passes as it stands on the page, where people are paged one after the other."""
    folder = tmp_path_factory.getbasetemp()
    stage = shared_assemblies(folder, PAGED_ONE_BY_ONE, ["prod"])["prod"]
    (tmp_path / "turns.yaml").write_text(TURNS)
    monkeypatch.chdir(tmp_path)

    outcome = run("test", "turns.yaml", "--assembly", stage)

    assert outcome.exit_code == 0, outcome.output


def test_the_drill_on_an_event_by_turns_is_valid(tmp_path_factory: pytest.TempPathFactory) -> None:
    """It names people whom a machine of the templates pages."""
    folder = tmp_path_factory.getbasetemp()
    stage = shared_assemblies(folder, PAGED_ONE_BY_ONE, ["prod"])["prod"]

    read = read_drills(BY_TURNS, name="page", alarms=AlarmSet.of(load(stage)))

    assert len(read.drills) == 1


def test_the_drills_on_events_pass(
    prod: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They pass as they stand on the page."""
    (tmp_path / "events.yaml").write_text(EVENTS)
    monkeypatch.chdir(tmp_path)

    outcome = run("test", "events.yaml", "--assembly", prod)

    assert "3 passed" in outcome.output
    assert outcome.exit_code == 0


def test_the_new_alarm_tells_nobody(
    prod: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drill of a new alarm passes as it stands on the page."""
    (tmp_path / "new.yaml").write_text(NEW_ALARM)
    monkeypatch.chdir(tmp_path)

    assert run("test", "new.yaml", "--assembly", prod).exit_code == 0


def test_each_contributor_has_a_series(tmp_path: Path) -> None:
    """The drill of two queues passes as it stands on the page."""
    query = {
        "Id": "age",
        "Expression": "SELECT MAX(Age) FROM Shop GROUP BY QueueName",
        "Period": 60,
    }
    properties = {
        "AlarmName": "old-messages",
        "Metrics": [query],
        "EvaluationPeriods": 1,
        "Threshold": 300,
        "ComparisonOperator": "GreaterThanThreshold",
        "AlarmActions": ["arn:aws:sns:eu-west-1:111122223333:pager"],
    }
    assembly = load_template(tmp_path, {"Resources": {"Old": alarm(**properties)}})
    alarms = AlarmSet.of(assembly)

    drills = read_drills(CONTRIBUTORS, name="page", alarms=alarms).drills

    assert [each.passes for each in run_drills(drills, alarms)] == [True]


def test_the_other_examples_are_valid(prod: Path) -> None:
    """Every series and explanation on the page is accepted."""
    text = f"drills:\n  d:\n    kind: quiet\n{indent(SERIES, '    ')}\n{EXPLAINED}"

    read = read_drills(text, name="page", alarms=AlarmSet.of(load(prod)))

    assert len(read.drills) == 1
    assert len(read.accepted_survivors) == 1
    assert read_settings(SETTINGS).severity_rules.topics["critical"]
