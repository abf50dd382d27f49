import pytest

from tocsin.logs import compile_filter_pattern, contradiction_in


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("ERROR -ERROR", "ERROR has to be there and has to be absent"),
        ('"no more" -"no more"', "no more has to be there and has to be absent"),
        ("{ $.a = 1 && $.a = 2 }", "$.a has to be at least 2 and at most 1 at once"),
        ("{ ($.a > 5) && ($.a < 3) }", "$.a has to be at least 5 and at most 3 at once"),
        ('{ $.a = "x" && $.b = 1 && $.a = y }', "$.a has to be x and y at once"),
        ("[ip, status >= 500 && status < 400]", "status has to be at least 500 and at most 400"),
    ],
)
def test_what_nothing_can_match_is_said(pattern: str, why: str) -> None:
    """Conditions that exclude each other, in each kind of pattern."""
    compile_filter_pattern(pattern)
    assert (contradiction_in(pattern) or "").startswith(why)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "ERROR -WARN",
        "ERROR -ERR",
        "?ERROR -ERROR",
        "%ERROR%",
        "{ $.a = 1 || $.a = 2 }",
        "{ $.a >= 5 && $.a <= 5 }",
        "{ $.a[*] = 1 && $.a[*] = 2 }",
        '{ $.a = "x*" && $.a = "*y" }',
        '{ $.a = "x" && $.a != "y" }',
        '{ $.a = "1 || 2" && $.b = 2 }',
        "[ip, status = 5* && status != 503]",
    ],
)
def test_what_something_may_match_is_not(pattern: str) -> None:
    """A false alarm is worse than silence."""
    assert contradiction_in(pattern) is None
