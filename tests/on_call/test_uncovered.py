"""When nobody is on call."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.on_call import CHANGING_ZONES, at, office, shift
from tocsin.on_call import Hours, Rotation, Shift, first_uncovered, stretches, uncovered

DAILY = tuple(range(7))


def _sun(hours: str, zone: str) -> Shift:
    return shift("ana", zone=zone, hours=Hours.of_day(hours, DAILY))


def test_time_between_shifts_is_found() -> None:
    """What no shift covers is told from its begin to its end, also over a week's border."""
    shifts = (office("ana"), office("ben", hours="16:00-20:00"))

    found = list(uncovered(shifts, at("2026-01-09T12:00"), at("2026-01-13T08:00")))

    assert found == [
        (at("2026-01-09T20:00"), at("2026-01-12T09:00")),
        (at("2026-01-12T20:00"), at("2026-01-13T08:00")),
    ]


@pytest.mark.parametrize(
    ("shifts", "first"),
    [
        ((), ("2025-12-29T00:00", "2026-01-19T00:00")),
        ((shift("ana"),), None),
        ((_sun("00:00-24:00", "Asia/Tokyo"),), None),
        ((_sun("09:00-09:00", "America/Santiago"),), None),
        ((_sun("08:00-20:00", "Africa/Cairo"), _sun("20:00-08:00", "Africa/Cairo")), None),
        ((office("ana"),), ("2026-01-02T17:00", "2026-01-05T09:00")),
        # Clocks change in New York three weeks before those in Berlin, and a week after them
        (
            (_sun("06:00-18:00", "Europe/Berlin"), _sun("12:00-00:00", "America/New_York")),
            ("2026-03-09T04:00", "2026-03-09T05:00"),
        ),
        ((_sun("06:00-18:00", "Europe/Berlin"), _sun("11:00-01:00", "America/New_York")), None),
    ],
)
def test_the_first_time_without_anybody_is_found(
    shifts: tuple[Shift, ...], first: tuple[str, str] | None
) -> None:
    """Whether hours leave a gap by themselves, or only while clocks have changed in one place."""
    assert first_uncovered(shifts) == (first and (at(first[0]), at(first[1])))


CLOCKS = st.sampled_from(["00:00", "00:30", "02:30", "08:00", "16:00", "22:00"])
SHIFTS = st.builds(
    lambda begins, ends, days, zone: shift(
        "ana", zone=zone, hours=Hours.of_day(f"{begins}-{ends}", tuple(sorted(days)))
    ),
    CLOCKS,
    CLOCKS,
    st.sets(st.integers(0, 6), min_size=1),
    st.sampled_from(["UTC", *CHANGING_ZONES]),
)


@settings(max_examples=50)
@given(shifts=st.lists(SHIFTS, min_size=1, max_size=4), week=st.integers(0, 103))
def test_it_is_when_asking_gives_nobody(shifts: list[Shift], week: int) -> None:
    """What is uncovered is what is left when each moment is asked who is on call."""
    begin = at("2026-01-01T00:00") + week * timedelta(weeks=1)
    end = begin + timedelta(days=9)
    rotations = {"primary": Rotation(shifts=tuple(shifts))}

    without = [
        (each.begins, each.ends)
        for each in stretches("primary", rotations, begin, end)
        if not each.contacts
    ]

    assert list(uncovered(shifts, begin, end)) == without
    if without:
        assert first_uncovered(shifts) is not None
