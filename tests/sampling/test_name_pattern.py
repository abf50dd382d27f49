import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.sampling import is_within, overlap

PATTERNS = st.text(alphabet="ab*?", max_size=4)
NAMES = ["".join(name) for length in range(7) for name in product("abc", repeat=length)]
"""Every name up to a length; two patterns of four characters that overlap share one of them."""


def matched(pattern: str) -> set[str]:
    """Return the names that *pattern* matches, by another way than the one that is tested."""
    wildcards = {"*": ".*", "?": "."}
    expression = re.compile("".join(wildcards.get(each, each) for each in pattern))
    return {name for name in NAMES if expression.fullmatch(name)}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("shop-staging-*", "shop-prod-*", False),
        ("shop-staging-*", "shop-*", True),
        ("shop-*", "*-prod", True),
        ("*", "checkout", True),
        ("*", "*", True),
        ("checkout", "checkout", True),
        ("checkout", "Checkout", True),
        ("checkout", "checkouts", False),
        ("shop-?", "shop-1", True),
        ("shop-?", "shop-10", False),
        ("shop-?", "shop-", False),
        ("*a*b*", "*b*a*", True),
        ("", "*", True),
        ("", "?", False),
    ],
)
def test_overlap(one: str, other: str, expected: bool) -> None:  # noqa: FBT001 - what is expected
    """Patterns overlap when there is a name that both match, whatever the case of its letters."""
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


@given(PATTERNS, PATTERNS)
def test_overlap_is_a_common_name(one: str, other: str) -> None:
    """Two patterns overlap exactly when one of all names is matched by both."""
    assert overlap(one, other) == bool(matched(one) & matched(other))


@given(PATTERNS)
def test_a_pattern_overlaps_itself(pattern: str) -> None:
    """Every pattern matches something, and is within itself."""
    assert overlap(pattern, pattern)
    assert is_within(pattern, pattern)


@pytest.mark.parametrize(
    ("narrow", "wide", "expected"),
    [
        ("shop-prod-checkout", "shop-prod-*", True),
        ("shop-prod-checkout", "SHOP-*", True),
        ("shop-prod-c*", "shop-prod-*", True),
        ("shop-prod-*", "shop-prod-c*", False),
        ("checkout", "shop-prod-*", False),
        ("*", "shop-*", False),
        ("shop-?", "shop-*", True),
        ("shop-*", "shop-?", False),
        ("*?", "?*", True),
        ("**", "*", True),
    ],
)
def test_is_within(narrow: str, wide: str, expected: bool) -> None:  # noqa: FBT001 - what is expected
    """A pattern is within another that matches all of its names."""
    assert is_within(narrow, wide) is expected


@given(PATTERNS, PATTERNS)
def test_what_is_within_is_matched(narrow: str, wide: str) -> None:
    """What is said to be within another pattern has no name that this one does not match."""
    if is_within(narrow, wide):
        assert matched(narrow) <= matched(wide)


def test_long_patterns_are_compared_quickly() -> None:
    """Patterns as long as X-Ray allows, full of wildcards, take no time that grows by powers."""
    assert not overlap("*a" * 32, "*a" * 31 + "*b")
    assert overlap("*a" * 32, "*?" * 32)
