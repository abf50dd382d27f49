"""The pages of checks, and the list of all."""

import json
from unittest import mock

import pytest

from tests.support.command_line import run
from tocsin.triage import rules


@pytest.mark.parametrize("option", ["--list", "--explain"])
def test_the_list_names_every_check(option: str) -> None:
    """With its severity and what is right."""
    output = run("check", option).output
    assert [rule for rule in rules() if rule not in output] == []
    assert max(map(len, output.splitlines())) <= 100


def test_a_family_is_explained_by_the_pages_of_its_checks() -> None:
    """In the order of the list."""
    output = run("check", "--explain", "waiver").output
    assert output == "".join(rule.page for rule in rules().values() if rule.family == "waiver")


def test_programs_get_the_list_and_the_pages() -> None:
    """As data, with the page where one is asked for."""
    listed = json.loads(run("check", "--list", "--json").output)
    (explained,) = json.loads(run("check", "--explain", "alarm/no-action", "--json").output)
    assert [each["kind"] for each in listed] == list(rules())
    assert "page" not in listed[0]
    assert explained["page"] == rules()["alarm/no-action"].page
    assert explained["doc"] == "tocsin/checks/alarm/no_action.md"


def test_a_terminal_shows_pages_laid_out() -> None:
    """Headings and code look like what they are."""
    with mock.patch("tocsin.cli.terminal.PlainConsole.is_terminal", new=True):
        output = run("check", "--explain", "alarm/no-action").output
    assert "## Why it matters" not in output
    assert "Why it matters" in output
