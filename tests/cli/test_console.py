import io
import json
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from tests.support.command_line import run
from tests.support.viewpoints import changed
from tocsin.cli.console import PlainConsole

EVIL = "\x1b[31mred\u202e[bold]:100:"
SHOWN = "�[31mred�[bold]:100:"
RULES = 'tracing: {rules: {a: {path: "\\e[31mred\\u202E[bold]:100:", rate: 0.1, reservoir: 1}}}\n'
HOSTILE = changed(("data_protection:", f"{RULES}data_protection:"))


def _printed(*renderables: object) -> str:
    file = io.StringIO()
    PlainConsole(file=file, width=80).print(*renderables)
    return file.getvalue()


def _table() -> Table:
    table = Table(EVIL, title=EVIL)
    table.add_row(EVIL)
    table.add_row(Text(EVIL, style="bold"))
    return table


@pytest.mark.parametrize(
    "renderable", [EVIL, Text(EVIL), _table()], ids=["text", "styled", "table"]
)
def test_nothing_of_an_input_acts_on_the_terminal(renderable: object) -> None:
    """Neither colours and directions in it nor the markup and signs of the library do."""
    printed = _printed(renderable)

    assert SHOWN in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_styles_of_our_own_are_kept() -> None:
    """In a terminal, what we colour is coloured."""
    file = io.StringIO()
    console = PlainConsole(file=file, width=80, force_terminal=True, color_system="standard")
    console.print(Text(EVIL, style="bold"))

    assert file.getvalue() == f"\x1b[1m{SHOWN}\x1b[0m\n"


def test_tables_of_a_plan_show_a_hostile_viewpoint(tmp_path: Path) -> None:
    """A path that colours the terminal is valid for X-Ray, and is shown as what it is."""
    path = tmp_path / "viewpoint.yaml"
    path.write_text(HOSTILE)

    printed = run("plan", path).output
    data = json.loads(run("plan", path, "--json").output)

    assert "�[31" in printed
    assert "\x1b" not in printed
    assert data["tracing"][0]["rules"][0]["path"] == EVIL


def test_a_file_name_is_shown_as_what_it_is(tmp_path: Path) -> None:
    """Whoever unpacks an archive may have files of any name."""
    outcome = run("validate", tmp_path / EVIL)

    assert "\x1b" not in outcome.errors
    assert "�[31mred�" in outcome.errors
