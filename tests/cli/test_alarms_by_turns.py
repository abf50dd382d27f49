"""`tocsin test --list` where a machine of the templates pages people by turns."""

import json
from pathlib import Path

from tests.support.command_line import run
from tests.support.escalation import template


def test_whoever_has_a_turn_is_listed_as_such(tmp_path: Path) -> None:
    """Told is, one after the other, whom the machine pages."""
    path = tmp_path / "shop.json"
    path.write_text(json.dumps(template()))
    place = ["--account", "111122223333", "--region", "eu-west-1"]

    text = run("test", "--list", "--assembly", str(path), *place)
    data = run("test", "--list", "--assembly", str(path), *place, "--json")

    assert "email ana@example.com, ana by turns" in " ".join(text.output.replace("│", " ").split())
    (alarm,) = json.loads(data.output)["alarms"]
    assert [each.get("by_turns") for each in alarm["tells"]] == [None, "ana", "ben", "dana"]
