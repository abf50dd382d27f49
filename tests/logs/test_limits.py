"""Limits of filter patterns, and the values that metric filters publish."""

import pytest

from tocsin.logs import FilterPatternError, check_value, compile_filter_pattern, ignored_terms


@pytest.mark.parametrize(
    "pattern",
    [
        '{ $.a = "x*" && $.b = "y*" && $.c = "z*" }',
        "{ $.items[*].id = 1 }",
        "{ $.a = %x% && $.b = %y% }",
        '{ $.a = %x.*y% && $.b = "*" && $.c[*] = 1 && $.* = 2 }',
        "x" * 1_024,
        "[a = %1%, b = %2%]",
    ],
)
def test_within(pattern: str) -> None:
    """As much as CloudWatch Logs takes."""
    compile_filter_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ('{ $.a = "x*" && $.b = "y*" && $.c = "z*" && $.d = "w*" }', "more than 3 wildcards"),
        ("{ $.items[*].tags[*] = 1 }", "at most one wildcard"),
        ("{ $.a = %x% && $.b = %y% && $.c = %z% }", "more than 2 regular expressions"),
        ("[a = %1%, b = %2%, c = %3%]", "more than 2 regular expressions"),
        ("x" * 1_025, "more than 1,024 characters"),
    ],
)
def test_beyond(pattern: str, said: str) -> None:
    """What is too much is named."""
    with pytest.raises(FilterPatternError, match=said):
        compile_filter_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("ERROR", "1"),
        ("ERROR", "-2.5e3"),
        ("{ $.ms = * }", "$.ms"),
        ("{ $.ms = * }", "$.timing.total[0]"),
        ("[..., ip, user, bytes]", "$bytes"),
        ("[ip, bytes > 1000]", "$bytes"),
    ],
)
def test_values(pattern: str, value: str) -> None:
    """A number, or a field of what the pattern reads."""
    check_value(pattern, value)


@pytest.mark.parametrize(
    ("pattern", "value", "said"),
    [
        ("ERROR", "$.ms", "needs a pattern of JSON"),
        ("[ip, ms]", "$.ms", "needs a pattern of JSON"),
        ("{ $.ms = * }", "$ms", "needs a space-delimited pattern"),
        ("[ip, user]", "$bytes", "needs a space-delimited pattern with that field"),
        ("{ $.ms = * }", "$.m s", "not a selector"),
        ("ERROR", "one", "neither a number nor a field"),
        ("ERROR", "", "neither a number nor a field"),
        ("ERROR", "1,5", "neither a number nor a field"),
    ],
)
def test_values_that_are_not_there(pattern: str, value: str, said: str) -> None:
    """What would publish nothing is refused."""
    with pytest.raises(FilterPatternError, match=said):
        check_value(pattern, value)


@pytest.mark.parametrize(
    ("pattern", "ignored"),
    [
        ("?ERROR ?WARN", []),
        ("ERROR ?WARN", ["?WARN"]),
        ('?a -b ?"c d"', ["?a", "?c d"]),
        ("ERROR", []),
        ("{ $.a = 1 }", []),
        ("", []),
    ],
)
def test_ignored_terms(pattern: str, ignored: list[str]) -> None:
    """CloudWatch Logs ignores terms with ? beside others, without a word."""
    assert ignored_terms(pattern) == ignored
