"""Who is on call over a length of time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.on_call import CHANGING_ZONES, at, office, rotation, shift
from tocsin.on_call import Hours, Override, Rotation, Shift, leads_to, on_call, stretches

ROTATIONS = {
    "europe": rotation("ana", "ben", zone="Europe/Berlin"),
    "office": Rotation(shifts=(office("europe", "eva"), office("finn", hours="16:00-18:00"))),
    "all": Rotation(shifts=(office("office"),), otherwise="europe"),
}


def test_rotations_may_take_turns_themselves() -> None:
    """A rotation of rotations leads to the contact who is on call in it."""
    assert on_call("office", ROTATIONS, at("2026-01-06T12:00")) == ("ana",)
    assert on_call("dana", ROTATIONS, at("2026-01-06T12:00")) == ("dana",)


def test_all_whose_shifts_are_on_are_on_call() -> None:
    """Where shifts overlap there are several, where none is on there is nobody."""
    assert on_call("office", ROTATIONS, at("2026-01-06T16:30")) == ("ana", "finn")
    assert on_call("office", ROTATIONS, at("2026-01-06T20:00")) == ()


def test_somebody_else_is_on_call_otherwise() -> None:
    """While no shift is on, whoever is named for that is."""
    assert on_call("all", ROTATIONS, at("2026-01-06T20:00")) == ("ana",)


def test_an_override_is_before_all_turns() -> None:
    """Somebody has a rotation for a time, also where nobody or several would be on call."""
    begins, ends = at("2026-01-06T16:30"), at("2026-01-06T18:30")
    override = Override(name="dana", begins=begins, ends=ends)
    rotations = {**ROTATIONS, "office": replace(ROTATIONS["office"], overrides=(override,))}

    found = list(stretches("office", rotations, at("2026-01-06T16:00"), at("2026-01-06T20:00")))

    assert [(f"{each.begins:%H:%M}", each.contacts) for each in found] == [
        ("16:00", ("ana", "finn")),
        ("16:30", ("dana",)),
        ("18:30", ()),
    ]
    assert on_call("all", rotations, begins) == ("dana",)
    assert "dana" in leads_to("all", rotations)


def test_everybody_who_is_ever_on_call_is_known() -> None:
    """Each name is met once, in order, and rotations are among them."""
    assert leads_to("all", ROTATIONS) == ("all", "office", "europe", "ana", "ben", "eva", "finn")


def test_a_day_is_divided_where_people_change() -> None:
    """Stretches meet, and end only where somebody else is on call."""
    found = stretches("office", ROTATIONS, at("2026-01-05T00:00"), at("2026-01-06T00:00"))

    assert [(f"{each.begins:%H:%M}", each.contacts) for each in found] == [
        ("00:00", ()),
        ("09:00", ("ana",)),
        ("16:00", ("ana", "finn")),
        ("17:00", ("finn",)),
        ("18:00", ()),
    ]


def test_a_time_may_be_asked_for_in_any_time_zone() -> None:
    """What is told is in UTC, whatever the question was in."""
    begin = at("2026-01-05T00:00").astimezone()

    (only,) = stretches("dana", ROTATIONS, begin, begin + timedelta(days=1))

    assert (only.begins, only.ends.tzinfo, only.contacts) == (begin, UTC, ("dana",))


def test_no_time_has_no_stretches() -> None:
    """From a moment to itself there is nothing to tell."""
    assert list(stretches("dana", {}, at("2026-01-05T00:00"), at("2026-01-05T00:00"))) == []


CLOCKS = st.sampled_from(["00:00", "00:30", "01:30", "02:30", "08:00", "16:00", "23:30"])
HOURS = st.none() | st.builds(
    lambda begins, ends, days: Hours.of_day(f"{begins}-{ends}", tuple(sorted(days))),
    CLOCKS,
    CLOCKS,
    st.sets(st.integers(0, 6), min_size=1),
)
SHIFTS = st.builds(
    lambda members, time, zone, hours: shift(
        *members, hand_off=f"daily {time}", zone=zone, hours=hours
    ),
    st.lists(st.sampled_from(["ana", "ben", "chidi", "second"]), min_size=1, max_size=3),
    CLOCKS,
    st.sampled_from(["UTC", *CHANGING_ZONES]),
    HOURS,
)


@settings(max_examples=60)
@given(
    shifts=st.lists(SHIFTS, min_size=1, max_size=3),
    otherwise=st.sampled_from([None, "dana"]),
    minutes=st.lists(st.integers(0, 9 * 24 * 60 - 1), min_size=1, max_size=20),
    day=st.integers(0, 700),
)
def test_stretches_say_what_asking_each_moment_says(
    shifts: list[Shift], otherwise: str | None, minutes: list[int], day: int
) -> None:
    """They cover the time without gap or overlap, and whoever they name is on call."""
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
    end = begin + timedelta(days=9)
    rotations = {
        "first": Rotation(shifts=tuple(shifts), otherwise=otherwise),
        "second": rotation("eva", "finn", hand_off="daily 02:30", zone="Europe/Berlin"),
    }

    found = list(stretches("first", rotations, begin, end))

    assert (found[0].begins, found[-1].ends) == (begin, end)
    assert all(one.ends == other.begins for one, other in pairwise(found))
    assert all(set(one.contacts) != set(other.contacts) for one, other in pairwise(found))
    for moment in (begin + timedelta(minutes=minute) for minute in minutes):
        (stretch,) = [each for each in found if each.begins <= moment < each.ends]
        assert set(on_call("first", rotations, moment)) == set(stretch.contacts)
