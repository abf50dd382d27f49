"""Which checks are asked."""

import pytest

from tocsin.checks import CHECKS
from tocsin.diagnostics import InvalidValueError
from tocsin.triage import named, rules, selected

USUAL = frozenset(rule.id for rule in rules().values() if not rule.on_request)
ALARM = frozenset(check.id for check in CHECKS if check.family == "alarm")


@pytest.mark.parametrize("word", ["alarm", "alarm/*"])
def test_a_family_is_all_of_its_checks(word: str) -> None:
    """With a star or without."""
    assert named(word) == ALARM


def test_a_name_that_none_has_is_refused_with_the_nearest() -> None:
    """A misspelt name must not ask nothing."""
    with pytest.raises(InvalidValueError, match="did you mean 'alarm/no-action'"):
        named("alarm/no-acton")


@pytest.mark.parametrize(
    ("only", "skipped", "expected"),
    [
        (((), ()), ((), ()), USUAL),
        ((("alarm",), ()), ((), ()), ALARM),
        (((), ("alarm",)), ((), ()), ALARM),
        (((), ("alarm",)), ((), ("alarm/no-action",)), ALARM - {"alarm/no-action"}),
        (((), ("alarm",)), (("alarm/no-action",), ()), ALARM - {"alarm/no-action"}),
        ((("alarm/no-action",), ("waiver",)), ((), ("alarm",)), frozenset({"alarm/no-action"})),
        ((("alarm",), ()), (("alarm",), ()), frozenset()),
        (((), ()), (("alarm",), ("waiver",)), USUAL - ALARM - named("waiver")),
    ],
    ids=[
        "all",
        "asked alone by the command",
        "asked alone by settings",
        "settings leave out of settings",
        "the command leaves out of settings",
        "what the command asks goes before what settings leave out",
        "asked and left out at once",
        "both leave out",
    ],
)
def test_the_command_line_goes_before_the_settings(
    only: tuple[tuple[str, ...], ...],
    skipped: tuple[tuple[str, ...], ...],
    expected: frozenset[str],
) -> None:
    """Whoever types the name of a check wants it asked, whatever the file says."""
    assert selected(only, skipped) == expected


def test_what_is_asked_on_request_is_asked_for_by_name() -> None:
    """By the command line or by settings, alone or besides."""
    coverage = named("coverage")
    assert coverage
    assert not coverage & USUAL
    assert selected((("coverage",), ()), ((), ())) == coverage
    assert selected(((), ()), (("alarm",), ()), ("coverage",)) == USUAL - ALARM | coverage


def test_every_rule_has_a_page() -> None:
    """Also what is wrong with waivers is explained."""
    assert [
        each.id for each in rules().values() if not each.page.startswith(f"# {each.id}\n")
    ] == []
