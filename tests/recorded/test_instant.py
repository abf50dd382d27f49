import pytest

from tests.support.recorded import MONDAY
from tocsin.diagnostics import InvalidValueError
from tocsin.recorded.instant import parse_instant, shown_instant


@pytest.mark.parametrize(
    ("written", "is_open"),
    [
        ("2026-01-05T00:00:00Z", False),
        ("2026-01-05T00:00:00+00:00", False),
        ("2026-01-05T01:00:00+01:00", False),
        ("2026-01-05 00:00", True),
        (" 2026-01-05 ", True),
        ("1767571200", False),
        ("1767571200.0", False),
    ],
)
def test_time_is_seconds_since_1970(written: str, *, is_open: bool) -> None:
    """A time is ISO 8601, in UTC unless it says otherwise, or a number of seconds."""
    assert parse_instant(written) == (MONDAY, is_open)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("yesterday", "not a time"),
        ("", "not a time"),
        ("2026-13-01", "not a time"),
        ("1767571200000", "milliseconds"),
        ("12", "not a time of this century"),
        ("nan", "not a time of this century"),
        ("inf", "not a time of this century"),
    ],
)
def test_what_is_no_time_is_refused(written: str, word: str) -> None:
    """What CloudWatch can have no data for is no time."""
    with pytest.raises(InvalidValueError, match=word):
        parse_instant(written)


def test_time_is_shown_in_utc() -> None:
    """Messages show times in UTC."""
    assert shown_instant(MONDAY) == "2026-01-05 00:00:00Z"
