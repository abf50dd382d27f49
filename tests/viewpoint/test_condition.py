import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tocsin.viewpoint.condition import COMPARISONS, Condition, When


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> 5", ("GreaterThanThreshold", 5, 1, 1)),
        (">= 5 for 3", ("GreaterThanOrEqualToThreshold", 5, 3, 3)),
        ("< 0.5 for 3 of 5", ("LessThanThreshold", 0.5, 3, 5)),
        ("<=-1e3 for 1 of 2", ("LessThanOrEqualToThreshold", -1_000, 1, 2)),
        ("  > 5  ", ("GreaterThanThreshold", 5, 1, 1)),
    ],
)
def test_condition_is_read(text: str, expected: tuple[object, ...]) -> None:
    """A comparison and a number are enough; M without N is M of M."""
    read = Condition.parse(text)

    assert expected == (
        read.comparison,
        read.threshold,
        read.datapoints_to_alarm,
        read.evaluation_periods,
    )


@pytest.mark.parametrize(
    "text",
    ["", "5", "> x", "= 5", "=> 5", "> 5 of 3", "> 5 for 0", "> 5 for 1 of 0", "> 5 for 3 of",
     "> \N{ARABIC-INDIC DIGIT FIVE}", "> 5 for 4 of 3", "> inf", "> nan", "> 1_0",
     "> 5\nfor 3", "> 1e999"],
)  # fmt: skip
def test_other_text_is_refused(text: str) -> None:
    """Anything else is refused with an example or with what would be right."""
    with pytest.raises(ValueError, match="; write "):
        Condition.parse(text)


@given(
    st.sampled_from(sorted(COMPARISONS)),
    st.integers(-(10**5), 10**5),
    st.integers(1, 99),
    st.integers(0, 99),
)
def test_condition_is_written_as_it_is_read(sign: str, threshold: int, m: int, more: int) -> None:
    """Writing a condition and reading it again gives the same condition."""
    condition = Condition.parse(f"{sign} {threshold} for {m} of {m + more}")

    assert Condition.parse(str(condition)) == condition


def test_schema_has_the_pattern_of_the_parser() -> None:
    """An editor accepts what is read, groups' names aside, which JSON Schema does not know."""
    schema = TypeAdapter(When).json_schema()

    assert re.fullmatch(schema["pattern"], "> 5 for 3 of 5")
    assert not re.fullmatch(schema["pattern"], "over 5")
    assert "?P" not in schema["pattern"]
