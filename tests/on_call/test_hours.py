"""The hours in which a shift is on."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.on_call import WORKING_DAYS, at
from tocsin.on_call import Hours

DAILY = tuple(range(7))


def _spans(hours: Hours, zone: str, begin: str, end: str) -> list[str]:
    found = hours.spans(ZoneInfo(zone), at(begin, zone), at(end, zone))
    return [
        "-".join(f"{each.astimezone(ZoneInfo(zone)):%a %d %H:%M}" for each in span)
        for span in found
    ]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (
            Hours.of_day("09:00-17:00", WORKING_DAYS),
            ["Fri 09 09:00-Fri 09 17:00", "Mon 12 09:00-Mon 12 17:00"],
        ),
        (
            Hours.of_day("22:00-06:00", WORKING_DAYS),
            ["Fri 09 22:00-Sat 10 06:00", "Mon 12 22:00-Tue 13 06:00"],
        ),
        (
            Hours.of_day("00:00-24:00", (4, 5)),
            ["Fri 09 00:00-Sat 10 00:00", "Sat 10 00:00-Sun 11 00:00"],
        ),
        (Hours.of_day("09:00-09:00", (4,)), ["Fri 09 09:00-Sat 10 09:00"]),
        (Hours.of_week("Friday 17:00-Monday 09:00"), ["Fri 09 17:00-Mon 12 09:00"]),
        (Hours.of_week("Friday 09:00-Friday 17:00"), ["Fri 09 09:00-Fri 09 17:00"]),
        (Hours.of_week("Saturday 00:00-Sunday 24:00"), ["Sat 10 00:00-Mon 12 00:00"]),
    ],
)
def test_hours_come_again(hours: Hours, expected: list[str]) -> None:
    """On each of their days, until the day after if they end before they begin, or once a week."""
    assert _spans(hours, "Europe/Berlin", "2026-01-09T08:00", "2026-01-12T23:00") == expected


@pytest.mark.parametrize(
    ("written", "lasts"),
    [
        ("Monday 09:00-Monday 09:00", timedelta(weeks=1)),
        ("Monday 00:00-Sunday 24:00", timedelta(weeks=1)),
        ("Friday 17:00-Friday 09:00", timedelta(days=6, hours=16)),
        ("Sunday 22:00-Monday 06:00", timedelta(hours=8)),
    ],
)
def test_a_week_goes_round(written: str, lasts: timedelta) -> None:
    """Hours of a week end in the week after if they have to."""
    assert Hours.of_week(written).lasts == lasts


@pytest.mark.parametrize("written", ["Monday 09:00", "09:00-17:00", "daily 09:00-Monday 17:00"])
def test_other_words_are_refused(written: str) -> None:
    """What is not two days and times is an error."""
    with pytest.raises(ValueError, match="unpack"):
        Hours.of_week(written)


def test_a_night_is_shorter_or_longer_where_clocks_change() -> None:
    """Hours begin and end by the clock on the wall."""
    night = Hours.of_day("22:00-06:00", DAILY)
    begins = [at("2026-03-28T23:00", "Europe/Berlin"), at("2026-10-24T23:00", "Europe/Berlin")]

    lengths = [
        span[1] - span[0]
        for begin in begins
        for span in night.spans(ZoneInfo("Europe/Berlin"), begin, begin + timedelta(hours=1))
    ]

    assert lengths == [timedelta(hours=7), timedelta(hours=9)]


def test_hours_that_clocks_leave_out_do_not_come() -> None:
    """An hour that no clock shows covers nothing, and no moment of it."""
    early = Hours.of_day("02:00-03:00", DAILY)

    spans = _spans(early, "Europe/Berlin", "2026-03-28T00:00", "2026-03-30T12:00")

    assert spans == ["Sat 28 02:00-Sat 28 03:00", "Mon 30 02:00-Mon 30 03:00"]
