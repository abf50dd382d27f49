"""Where local periods begin."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tocsin.alarms.evaluation_window import parse_time_zone
from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation.windows.wall_clock import period_starts

HOUR, DAY, WEEK = 3600, 86_400, 604_800
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Havana",
    "UTC",
)


def seconds(text: str) -> int:
    """Return seconds since 1970."""
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("America/New_York", "2026-03-08", 23),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        # In Havana the clocks change at midnight, so this day begins at one o'clock.
        ("America/Havana", "2026-03-08", 23),
        # There the hour before this change occurs twice; its day begins once.
        ("America/Havana", "2026-11-01", 25),
        ("Asia/Kolkata", "2026-03-29", 24),
    ],
)
def test_days_are_as_long_as_the_clocks_say(zone: str, day: str, hours: float) -> None:
    """A day on which the clocks change has more or fewer than 24 hours."""
    info = ZoneInfo(zone)
    noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=info)
    around = (noon.timestamp() - 2 * DAY, noon.timestamp() + 2 * DAY)
    starts = period_starts(info, DAY, int(around[0]), int(around[1]))
    begin = max(start for start in starts if start <= noon.timestamp())
    following = min(start for start in starts if start > noon.timestamp())

    assert hours == (following - begin) / HOUR


def test_weeks_begin_on_monday() -> None:
    """A week begins on Monday at local midnight."""
    starts = period_starts(
        ZoneInfo("Europe/Berlin"), WEEK, seconds("2026-03-20T00Z"), seconds("2026-04-01T00Z")
    )

    assert [seconds("2026-03-22T23:00Z"), seconds("2026-03-29T22:00Z")] == list(starts)


def test_repeated_hour_is_two_hours() -> None:
    """When the clocks go back, the hour that occurs twice is two periods."""
    starts = period_starts(
        ZoneInfo("Europe/Berlin"), HOUR, seconds("2026-10-24T23Z"), seconds("2026-10-25T03Z")
    )

    assert [seconds(f"2026-10-25T0{hour}Z") - HOUR for hour in range(5)] == list(starts)


@settings(max_examples=40)
@given(
    zone=st.sampled_from(ZONES),
    period=st.sampled_from([60, 300, HOUR, DAY]),
    at=st.integers(seconds("2024-01-01T00Z"), seconds("2027-01-01T00Z")),
)
@example(zone="Europe/Berlin", period=HOUR, at=seconds("2026-10-24T01:00Z"))
def test_equals_looking_at_every_minute(zone: str, period: int, at: int) -> None:
    """A period begins in the minute whose local time rounds down to another than before.

    An hour that occurs twice rounds down to itself; it begins where its local time is whole.
    """
    info, start, end = ZoneInfo(zone), at // 60 * 60, at // 60 * 60 + 2 * DAY

    def local(second: int) -> int:
        moment = datetime.fromtimestamp(second, UTC).astimezone(info)
        return int(moment.replace(tzinfo=UTC).timestamp())

    def begins(second: int) -> bool:
        return local(second) // period != local(second - 60) // period or not local(second) % period

    expected = [second for second in range(start + 60, end + 1, 60) if begins(second)]
    if period == DAY:
        expected = _first_of_each_day(expected, info)
    found = [int(second) for second in period_starts(info, period, start, end) if second > start]

    assert expected == found


def _first_of_each_day(starts: list[int], info: ZoneInfo) -> list[int]:
    days = [datetime.fromtimestamp(start, UTC).astimezone(info).date() for start in starts]
    return [start for index, start in enumerate(starts) if days[index] not in days[:index]]


@pytest.mark.parametrize(
    ("text", "hours"),
    [("Z", 0), ("UTC", 0), ("+05:30", 5.5), ("UTC-03:00", -3), ("UTC+05:45", 5.75)],
)
def test_offsets_are_time_zones(text: str, hours: float) -> None:
    """An offset names a zone without changes of the clocks."""
    offset = parse_time_zone(text).utcoffset(datetime.now(UTC))

    assert timedelta(hours=hours) == offset


@pytest.mark.parametrize("text", ["Mars/Base", "+05:47", "+5:30", "+15:00", "UTC+01:60", ""])
def test_other_texts_are_no_time_zone(text: str) -> None:
    """A zone that nobody has, and an offset off the five-minute steps, are refused."""
    with pytest.raises(InvalidValueError, match="use an IANA zone"):
        parse_time_zone(text)
