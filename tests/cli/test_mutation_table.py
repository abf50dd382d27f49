"""How many changes of alarms the terminal shows."""

import json
import re
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.drills import metric_alarm

ALARMS = 5


@pytest.fixture
def command(tmp_path: Path) -> tuple[str | Path, ...]:
    """Drills that see too little of five alarms, which then survive most changes."""
    alarms = {f"A{number}": metric_alarm(f"a{number}") for number in range(ALARMS)}
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "critical"}}
    template = {"Resources": {**alarms, "CriticalTopic": topic}}
    drill = {"alarm": "a0", "values": "5x20", "expect": [{"never": "ALARM"}]}
    drills = {f"d{number}": {**drill, "alarm": f"a{number}"} for number in range(ALARMS)}
    (tmp_path / "template.json").write_text(json.dumps(template))
    (tmp_path / "drills.yaml").write_text(json.dumps({"drills": drills}))
    shown = ("--assembly", tmp_path / "template.json", "--mutate")
    return ("test", tmp_path / "drills.yaml", *shown)


def _rows(output: str) -> int:
    return len(re.findall(r"│ critical +│ a\d", output))


def test_the_first_changes_are_shown(command: tuple[str | Path, ...]) -> None:
    """Thousands of lines help nobody; how many there are, and how to see them, is said."""
    first, every = run(*command).output, run(*command, "--all").output
    survivors = int(re.search(r"(\d+) survive", every)[1])  # type: ignore[index]

    assert survivors > 40
    assert (_rows(first), _rows(every)) == (40, survivors)
    assert f"and {survivors - 40} more; --all lists them, --json has them" in first
    assert "more; --all" not in every
