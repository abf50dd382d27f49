"""All checks: their names, their pages and their sources."""

import importlib
import re

import pytest

from tocsin.checks import CHECKS, Check, check_by_id, documentation

HEADINGS = ("## Why it matters", "## What to change", "## When it is right", "## Sources")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
class TestCheck:
    """What is asked of every check."""

    def test_stands_in_the_file_of_its_id(self, check: Check) -> None:
        """Whoever reads an id in a report finds the file."""
        module = importlib.import_module(f"tocsin.checks.{check.module.replace('/', '.')}")
        assert module.CHECK is check

    def test_has_a_title_that_is_a_sentence(self, check: Check) -> None:
        """It states what is right."""
        assert re.fullmatch(r"[A-Z].*\.", check.title)

    def test_has_a_page_in_the_usual_form(self, check: Check) -> None:
        """Readers find the same headings in the same order on each."""
        page = documentation(check)
        assert page.startswith(f"# {check.id}\n\n")
        places = [page.find(f"\n{heading}\n") for heading in HEADINGS]
        assert -1 not in places
        assert places == sorted(places)

    def test_names_its_sources_on_its_page(self, check: Check) -> None:
        """What the check rests on can be read there."""
        page = documentation(check)
        assert [each for each in check.sources if f"<{each}>" not in page] == []


def test_no_two_checks_have_one_id() -> None:
    """Waivers and baselines go by the id."""
    assert len({check.id for check in CHECKS}) == len(CHECKS)


def test_a_check_is_found_by_its_id() -> None:
    """An id that none has finds none."""
    assert check_by_id("alarm/no-action") in CHECKS
    assert check_by_id("alarm/no-such-check") is None
