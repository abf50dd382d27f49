from datetime import UTC, datetime, timedelta

import pytest

from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation.mute import parse_schedule
from tocsin.evaluation.mute.duration import parse_duration


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Berlin", "2026-03-28", "2026-03-28T01:30"),
        ("Europe/Berlin", "2026-03-29", "2026-03-29T01:30"),
        ("Europe/Berlin", "2026-03-30", "2026-03-30T00:30"),
        ("Europe/Berlin", "2026-10-25", "2026-10-25T00:30"),
        ("Europe/Berlin", "2026-10-26", "2026-10-26T01:30"),
        ("America/New_York", "2026-03-08", "2026-03-08T07:30"),
        ("America/New_York", "2026-11-01", "2026-11-01T07:30"),
        ("Asia/Tokyo", "2026-03-29", "2026-03-28T17:30"),
        ("UTC", "2026-03-29", "2026-03-29T02:30"),
    ],
)
def test_changes_of_clocks_neither_lose_nor_repeat_a_window(
    zone: str, day: str, expected: str
) -> None:
    """02:30 begins one window a day: at 03:30 where it is skipped, once where it repeats."""
    at = parse_schedule(f"at({day}T02:30)", "PT1H", zone)
    assert list(at.starts(_utc("2026-01-01T00:00"), _utc("2027-01-01T00:00"))) == [_utc(expected)]
    daily = parse_schedule("cron(30 2 * * *)", "PT1H", zone)
    begins = list(daily.starts(_utc("2026-01-01T00:00"), _utc("2027-01-01T00:00")))
    assert _utc(expected) in begins
    assert len(begins) == 365


def test_an_unknown_time_zone_is_an_error() -> None:
    """A time zone that is not in the IANA database is refused."""
    with pytest.raises(InvalidValueError, match="Europe/Berln"):
        parse_schedule("cron(0 2 * * *)", "PT1H", "Europe/Berln")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT1M", timedelta(minutes=1)),
        ("PT4H", timedelta(hours=4)),
        ("P2DT12H", timedelta(days=2, hours=12)),
        ("P7D", timedelta(days=7)),
        ("P1W", timedelta(days=7)),
        ("PT90M", timedelta(minutes=90)),
        ("PT60S", timedelta(minutes=1)),
        ("P15D", timedelta(days=15)),
    ],
)
def test_durations_are_those_of_iso_8601(text: str, expected: timedelta) -> None:
    """A duration of weeks, days, hours, minutes and seconds is read."""
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "4h", "PT59S", "P15DT1M", "P1M", "P1Y", "PT-1H", "P" + "9" * 48]
)
def test_durations_that_cloudwatch_rejects(text: str) -> None:
    """A duration that is malformed, below a minute or above 15 days is refused."""
    with pytest.raises(InvalidValueError):
        parse_duration(text)
