"""The one moment that a time on the wall means, where clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.on_call.wall_clock import moment

CHANGES = [
    # Berlin goes from 02:00 to 03:00, and from 03:00 back to 02:00
    ("Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59"),
    ("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00"),
    ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00"),
    ("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00"),
    ("Europe/Berlin", "2026-03-29T03:01", "2026-03-29T01:01"),
    ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
    ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00"),
    ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:00"),
    ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
    # Half an hour: from 02:00 to 02:30, and from 02:00 back to 01:30
    ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),
    ("Australia/Lord_Howe", "2026-10-04T02:45", "2026-10-03T15:45"),
    ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
    ("Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-04T15:30"),
    # At midnight: a day begins at 01:00, or its last hour comes twice
    ("America/Santiago", "2026-09-06T00:00", "2026-09-06T04:00"),
    ("America/Santiago", "2026-09-06T00:30", "2026-09-06T04:00"),
    ("America/Santiago", "2026-04-04T23:30", "2026-04-05T02:30"),
    ("America/Santiago", "2026-04-05T00:00", "2026-04-05T04:00"),
    ("Africa/Cairo", "2026-04-24T00:30", "2026-04-23T22:00"),
    ("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30"),
    ("Asia/Jerusalem", "2026-03-27T02:30", "2026-03-27T00:00"),
    ("Asia/Jerusalem", "2026-10-25T01:30", "2026-10-24T22:30"),
    # A day that a country left out, and clocks that never change
    ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00"),
    ("Asia/Kathmandu", "2026-06-01T09:00", "2026-06-01T03:15"),
]


@pytest.mark.parametrize(("zone", "local", "expected"), CHANGES)
def test_a_time_on_the_wall_is_one_moment(zone: str, local: str, expected: str) -> None:
    """The first of two, and the change of the clocks for a time that is left out."""
    at = moment(datetime.fromisoformat(local), ZoneInfo(zone))

    assert at == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert at.tzinfo is UTC


ZONES = tuple(dict.fromkeys(zone for zone, _, _ in CHANGES))
ABOUT_CHANGES = st.sampled_from(
    [(zone, datetime.fromisoformat(local)) for zone, local, _ in CHANGES]
)


@given(about=ABOUT_CHANGES, minutes=st.integers(-200, 200))
def test_it_is_the_first_moment_at_which_clocks_show_it_or_more(
    about: tuple[str, datetime], minutes: int
) -> None:
    """Watching the clock, minute by minute, gives the same."""
    zone, local = ZoneInfo(about[0]), about[1] + timedelta(minutes=minutes)
    begin = local.replace(tzinfo=UTC) - timedelta(hours=40)
    watched = (begin + timedelta(minutes=each) for each in range(80 * 60))

    first = next(at for at in watched if at.astimezone(zone).replace(tzinfo=None) >= local)

    assert moment(local, zone) == first
