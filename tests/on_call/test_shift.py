"""Whose turn it is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.on_call import CHANGING_ZONES, at, hand_offs, office, shift
from tocsin.on_call import WEEKDAYS, HandOff, HandOffs, Shift

BERLIN = "Europe/Berlin"
WEEKLY = shift("ana", "ben", "chidi", zone=BERLIN)


@pytest.mark.parametrize(
    ("moment", "member"),
    [
        (at("2026-01-05T09:00", BERLIN), "ana"),
        (at("2026-01-12T08:59:59", BERLIN), "ana"),
        (at("2026-01-12T09:00", BERLIN), "ben"),
        (at("2026-01-12T08:00"), "ben"),
        (at("2026-01-26T09:00", BERLIN), "ana"),
        (at("2026-01-05T08:59", BERLIN), "chidi"),
    ],
)
def test_hand_offs_follow_the_wall_clock(moment: datetime, member: str) -> None:
    """A member's week runs from hand-off to hand-off in the shift's own time zone."""
    assert WEEKLY.turn_at(moment).member == member


def test_summer_time_moves_the_hand_off_with_the_clock() -> None:
    """After clocks go forward, the hand-off is still at nine in the morning there."""
    before = WEEKLY.turn_at(at("2026-03-30T06:59"))
    after = WEEKLY.turn_at(at("2026-03-30T07:00"))

    assert before.member != after.member
    assert before.ends == after.begins
    assert before.ends - before.begins == timedelta(days=7, hours=-1)


def test_a_start_in_the_middle_of_a_week_belongs_to_the_first_member() -> None:
    """The first member's turn is the one that contains the start."""
    weekly = shift("ana", "ben", starts=date(2026, 1, 7))

    assert weekly.turn_at(at("2026-01-07T12:00")).member == "ana"


def _changes(each: Shift, begin: str, hours: int) -> list[str]:
    """Return when another member is on call than a minute before, in UTC."""
    minutes = [at(begin) + timedelta(minutes=number) for number in range(hours * 60)]
    members = [each.turn_at(minute).member for minute in minutes]
    return [
        f"{minute:%d %H:%M}"
        for minute, before, now in zip(minutes[1:], members, members[1:], strict=False)
        if now != before
    ]


@pytest.mark.parametrize(
    ("zone", "hand_off", "begin", "change"),
    [
        (BERLIN, "02:30", "2026-03-28T12:00", "29 01:00"),
        (BERLIN, "02:30", "2026-10-24T12:00", "25 00:30"),
        ("America/New_York", "01:30", "2026-10-31T15:00", "01 05:30"),
        ("Australia/Lord_Howe", "02:15", "2026-10-03T00:00", "03 15:30"),
        ("Australia/Lord_Howe", "01:45", "2026-04-04T00:00", "04 14:45"),
        ("America/Santiago", "00:30", "2026-09-05T12:00", "06 04:00"),
        ("America/Santiago", "23:30", "2026-04-04T12:00", "05 02:30"),
        ("Asia/Jerusalem", "02:30", "2026-03-26T12:00", "27 00:00"),
        ("Asia/Jerusalem", "01:30", "2026-10-24T12:00", "24 22:30"),
        ("Africa/Cairo", "00:30", "2026-04-23T12:00", "23 22:00"),
        ("Africa/Cairo", "23:30", "2026-10-29T12:00", "29 20:30"),
    ],
)
def test_where_clocks_change_there_is_one_change_of_person(
    zone: str, hand_off: str, begin: str, change: str
) -> None:
    """Nobody comes back for an hour, and nobody is missing."""
    daily = shift("ana", "ben", hand_off=f"daily {hand_off}", zone=zone)

    assert _changes(daily, begin, hours=20) == [change]


CLOCKS = st.sampled_from(
    ["00:00", "00:30", "01:30", "01:45", "02:00", "02:15", "02:30", "09:00", "23:30"]
)
PATTERNS = st.one_of(
    CLOCKS.map(lambda time: [f"daily {time}"]),
    CLOCKS.map(lambda time: [f"Monday-Friday {time}"]),
    st.tuples(st.sampled_from(WEEKDAYS), CLOCKS).map(lambda each: [" ".join(each)]),
    CLOCKS.map(lambda time: [f"daily {time}", "daily 14:00", "Saturday 18:00"]),
)


def _of_year(pattern: list[HandOff], year: int) -> list[datetime]:
    """Return the hand-offs of a year on the wall, by the calendar alone."""
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return sorted(
        datetime.combine(day, each.at)
        for day in days
        for each in pattern
        if day.year == year and day.weekday() in each.days
    )


@settings(max_examples=60)
@given(
    written=PATTERNS,
    zone=st.sampled_from(["UTC", *CHANGING_ZONES]),
    year=st.integers(2012, 2035),
    count=st.integers(2, 4),
    starts=st.dates(date(2010, 1, 1), date(2036, 1, 1)),
)
def test_a_year_has_one_change_of_person_for_each_hand_off(
    written: list[str], zone: str, year: int, count: int, starts: date
) -> None:
    """Turns meet without gap or overlap, in the order of members, at the hand-offs alone."""
    members = tuple("abcd"[:count])
    taken = Shift(members=members, hand_offs=hand_offs(*written, starts=starts), time_zone=zone)

    turn = taken.turn_at(datetime(year, 1, 1, tzinfo=ZoneInfo(zone)) - timedelta.resolution)
    for on_wall in _of_year([HandOff.parse(each) for each in written], year):
        following = taken.turn_at(turn.ends)
        shown = following.begins.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert timedelta(0) <= shown - on_wall <= timedelta(hours=1)
        assert following.begins == turn.ends > turn.begins
        assert members.index(following.member) == (members.index(turn.member) + 1) % count
        assert taken.turn_at(turn.ends - timedelta.resolution) == turn
        turn = following
    assert turn.ends >= datetime(year + 1, 1, 1, tzinfo=ZoneInfo(zone))


MOMENTS = st.datetimes(
    min_value=datetime(2012, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    max_value=datetime(2035, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)


@given(
    moment=MOMENTS,
    hours=st.integers(2, 24 * 30),
    zone=st.sampled_from(["UTC", "Asia/Kathmandu", *CHANGING_ZONES]),
)
def test_somebody_is_always_on_call(moment: datetime, hours: int, zone: str) -> None:
    """Every moment lies in exactly one turn, however long turns are."""
    counted = HandOffs.of([HandOff.parse("Friday 17:30")], turn=timedelta(hours=hours))
    taken = Shift(members=("ana", "ben"), hand_offs=counted, time_zone=zone)

    turn = taken.turn_at(moment)

    assert turn.begins <= moment < turn.ends
    assert taken.turn_at(turn.begins) == turn
    assert taken.turn_at(turn.ends).begins == turn.ends
    assert taken.turn_at(turn.ends).member != turn.member


@pytest.mark.parametrize(
    ("moment", "is_on"),
    [
        ("2026-01-05T08:59:59", False),
        ("2026-01-05T09:00", True),
        ("2026-01-09T16:59:59", True),
        ("2026-01-09T17:00", False),
        ("2026-01-10T12:00", False),
    ],
)
def test_a_shift_is_on_in_its_hours(moment: str, *, is_on: bool) -> None:
    """From the begin of its hours on, and no longer at their end."""
    assert office("ana", zone=BERLIN).is_on(at(moment, BERLIN)) is is_on
    assert WEEKLY.is_on(at(moment, BERLIN))
