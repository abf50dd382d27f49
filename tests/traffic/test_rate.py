import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.diagnostics import InvalidValueError
from tocsin.traffic import Rate, how_often, parse_rate, rate_text, share_text


@pytest.mark.parametrize(
    ("text", "per_hour"),
    [
        ("10 an hour", 10),
        ("1,200 per day", 50),
        ("0.5 a minute", 30),
        ("2 a second", 7_200),
        ("168 a week", 1),
    ],
)
def test_rate_is_read(text: str, per_hour: float) -> None:
    """A number, and in which time."""
    assert parse_rate(text).per_second * 3_600 == pytest.approx(per_hour)


@pytest.mark.parametrize("text", ["10", "an hour", "-1 an hour", "10 an hour a day", 10, None, ""])
def test_what_is_no_rate_is_refused(text: object) -> None:
    """It is said how to write one."""
    with pytest.raises(InvalidValueError, match="10 an hour"):
        parse_rate(text)


@given(st.integers(1, 10**9), st.sampled_from(["second", "hour", "month", "year"]))
def test_a_rate_is_written_as_it_is_read(count: int, unit: str) -> None:
    """Reading what is written gives the same."""
    rate = Rate(count=count, unit=unit)

    assert parse_rate(str(rate)) == rate


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (how_often(4_081.2), "4,081 times a month"),
        (how_often(1.24), "1.2 times a month"),
        (how_often(0.5), "6 times a year"),
        (how_often(1 / 144), "once in 12 years"),
        (how_often(1e-9), "never"),
        (rate_text(10 / 3_600), "10 an hour"),
        (rate_text(600 / 3_600), "10 a minute"),
        (rate_text(1 / 86_400), "1 a day"),
        (rate_text(1 / 864_000), "36.5 a year"),
        (share_text(0.85), "85 %"),
        (share_text(1e-30), "less than 0.000001 %"),
        (share_text(0), "0 %"),
        (share_text(0.99999), "100 %"),
        (share_text(0.0000454), "0.0045 %"),
    ],
)
def test_numbers_are_written_for_people(found: str, expected: str) -> None:
    """With as many digits as mean something."""
    assert found == expected
