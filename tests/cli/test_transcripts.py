import re
from pathlib import Path

import pytest

from tests.support.transcript import Transcript
from tocsin.cli.commands import COMMANDS

FOLDER = Path(__file__).parent / "transcripts"
PAGES = sorted(FOLDER.rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(FOLDER).as_posix())
def test_the_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Running a page gives the same page; with --snapshot-update it is written anew."""
    text = page.read_text()

    replayed = Transcript(text, page.parent).replayed(tmp_path)

    if pytestconfig.getoption("update_snapshots"):
        page.write_text(replayed)
    else:
        assert replayed == text


def test_every_command_and_every_exit_code_is_shown() -> None:
    """No command is without a page, and no exit code either."""
    text = "\n".join(page.read_text() for page in PAGES)

    assert set(re.findall(r"^\$ tocsin ([\w-]+)", text, re.MULTILINE)) >= set(COMMANDS)
    assert set(re.findall(r"^Exit code (\d+)\.", text, re.MULTILINE)) == {"0", "1", "2", "3"}


@pytest.mark.parametrize(
    "page",
    [
        "```console\n$ tocsin catalogue none\n```\n",
        "```console\n$ tocsin catalogue none\n```\n\nExit code 2.\n",
        "```console\n$ tocsin catalogue none\nnothing\n```\n\nExit code 0.\n",
    ],
    ids=["a command alone", "nothing on standard error", "another output"],
)
def test_a_page_that_is_not_right_is_completed(page: str, tmp_path: Path) -> None:
    """Whatever a page lacks or has wrong, what replaces it shows all that the command does."""
    replayed = Transcript(page, tmp_path).replayed(tmp_path)

    assert replayed != page
    assert replayed.startswith("```console\n$ tocsin catalogue none\n```\n\nOn standard error:\n")
    assert replayed.endswith("```\n\nExit code 2.\n")
    assert Transcript(replayed, tmp_path).replayed(tmp_path) == replayed
