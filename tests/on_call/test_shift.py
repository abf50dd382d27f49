"""Whose turn it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.on_call import Rotation, on_call, shift_at

BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY = Rotation(
    members=("ana", "ben", "chidi"),
    hand_off="Monday 09:00",
    time_zone="Europe/Berlin",
    starts=date(2026, 1, 5),
)


@pytest.mark.parametrize(
    ("at", "member"),
    [
        (datetime(2026, 1, 5, 9, 0, tzinfo=BERLIN), "ana"),
        (datetime(2026, 1, 12, 8, 59, 59, tzinfo=BERLIN), "ana"),
        (datetime(2026, 1, 12, 9, 0, tzinfo=BERLIN), "ben"),
        (datetime(2026, 1, 12, 8, 0, tzinfo=UTC), "ben"),
        (datetime(2026, 1, 26, 9, 0, tzinfo=BERLIN), "ana"),
        (datetime(2026, 1, 5, 8, 59, tzinfo=BERLIN), "chidi"),
    ],
)
def test_hand_offs_follow_the_wall_clock(at: datetime, member: str) -> None:
    """A member's week runs from hand-off to hand-off in the rotation's own time zone."""
    assert shift_at(WEEKLY, at).member == member


def test_summer_time_moves_the_hand_off_with_the_clock() -> None:
    """After clocks go forward, the hand-off is still at nine in the morning there."""
    before = shift_at(WEEKLY, datetime(2026, 3, 30, 6, 59, tzinfo=UTC))
    after = shift_at(WEEKLY, datetime(2026, 3, 30, 7, 0, tzinfo=UTC))

    assert before.member != after.member
    assert before.ends == after.begins
    assert before.ends.astimezone(UTC) - before.begins.astimezone(UTC) == timedelta(
        days=7, hours=-1
    )


def test_a_start_in_the_middle_of_a_week_belongs_to_the_first_member() -> None:
    """The first member's shift is the one that contains the start."""
    rotation = replace(WEEKLY, starts=date(2026, 1, 7))

    assert shift_at(rotation, datetime(2026, 1, 7, 12, tzinfo=BERLIN)).member == "ana"


def test_rotations_may_take_turns_themselves() -> None:
    """A rotation of rotations leads to the contact who is on call in it."""
    rotations = {
        "all": Rotation(members=("europe",), starts=date(2026, 1, 5)),
        "europe": WEEKLY,
    }

    assert on_call("all", rotations, datetime(2026, 1, 13, 12, tzinfo=BERLIN)) == "ben"
    assert on_call("dana", rotations, datetime(2026, 1, 13, 12, tzinfo=BERLIN)) == "dana"


@given(
    at=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
        max_value=datetime(2035, 1, 1),  # noqa: DTZ001 - as above
        timezones=st.just(UTC),
    ),
    days=st.integers(min_value=1, max_value=30),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
)
def test_somebody_is_always_on_call(at: datetime, days: int, zone: str) -> None:
    """Every moment lies in exactly one shift, and shifts meet without gap or overlap."""
    rotation = Rotation(
        members=("ana", "ben"), time_zone=zone, shift=timedelta(days=days), hand_off="Friday 17:30"
    )

    shift = shift_at(rotation, at)

    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert shift.begins.replace(tzinfo=None) <= local < shift.ends.replace(tzinfo=None)
    assert shift_at(rotation, shift.ends).begins == shift.ends
