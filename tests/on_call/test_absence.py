"""Whoever is absent is passed over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.on_call import at, office, rotation, shift
from tocsin.on_call import (
    Absence,
    Absences,
    Override,
    Policy,
    Rotation,
    Shift,
    Tier,
    is_absent,
    leads_to,
    on_call,
    pages,
    stretches,
)

TUESDAY = at("2026-01-06T12:00")
"""In the week of the first member."""


def away(*contacts: str, begins: str = "2026-01-01", ends: str = "2026-02-01") -> Absences:
    """Return that contacts are away from one day to another."""
    absence = Absence(begins=at(f"{begins}T00:00"), ends=at(f"{ends}T00:00"))
    return dict.fromkeys(contacts, (absence,))


@pytest.mark.parametrize(
    ("absent", "found"),
    [
        ((), ("ana",)),
        (("ana",), ("ben",)),
        (("ben",), ("ana",)),
        (("ana", "ben"), ("chidi",)),
        (("ana", "ben", "chidi"), ()),
    ],
)
def test_the_next_member_who_is_there_is_on_call(
    absent: tuple[str, ...], found: tuple[str, ...]
) -> None:
    """Members step in in the order of their turns, and nobody is left if all are absent."""
    rotations = {"primary": rotation("ana", "ben", "chidi")}

    assert on_call("primary", rotations, TUESDAY, away(*absent)) == found


def test_the_last_member_is_followed_by_the_first() -> None:
    """Turns go round."""
    rotations = {"primary": rotation("ana", "ben")}

    assert on_call("primary", rotations, at("2026-01-13T12:00"), away("ben")) == ("ana",)


def test_a_turn_is_divided_where_an_absence_begins_and_ends() -> None:
    """Its member is on call again for the rest of the turn."""
    rotations = {"primary": rotation("ana", "ben")}
    absences = away("ana", begins="2026-01-07", ends="2026-01-09")

    found = stretches(
        "primary", rotations, at("2026-01-05T09:00"), at("2026-01-12T09:00"), absences
    )

    assert [(f"{each.begins:%a}", each.contacts) for each in found] == [
        ("Mon", ("ana",)),
        ("Wed", ("ben",)),
        ("Fri", ("ana",)),
    ]


def test_who_is_on_call_otherwise_steps_in_for_a_whole_shift() -> None:
    """Somebody is named for the time in which no shift is on."""
    rotations = {"all": Rotation(shifts=(office("ana"),), otherwise="dana")}

    assert on_call("all", rotations, TUESDAY, away("ana")) == ("dana",)
    assert on_call("all", rotations, TUESDAY, away("ana", "dana")) == ()


def test_a_contact_who_has_an_override_and_is_absent_leaves_turns_as_they_are() -> None:
    """Turns go on behind an override, so that somebody is there."""
    override = Override(name="dana", begins=at("2026-01-06T00:00"), ends=at("2026-01-07T00:00"))
    rotations = {"primary": replace(rotation("ana", "ben"), overrides=(override,))}

    assert on_call("primary", rotations, TUESDAY) == ("dana",)
    assert on_call("primary", rotations, TUESDAY, away("dana")) == ("ana",)
    assert on_call("primary", rotations, TUESDAY, away("dana", "ana")) == ("ben",)


def test_a_rotation_is_passed_over_only_if_all_in_it_are_absent() -> None:
    """One whose hours are over is not: nobody was meant to be on call then."""
    rotations = {
        "all": rotation("europe", "dana"),
        "europe": Rotation(shifts=(office("ana", "ben"),)),
    }
    night = at("2026-01-06T20:00")

    assert on_call("all", rotations, TUESDAY, away("ana")) == ("ben",)
    assert on_call("all", rotations, TUESDAY, away("ana", "ben")) == ("dana",)
    assert on_call("all", rotations, night, away("ana", "ben")) == on_call("all", rotations, night)


def test_who_steps_in_where_shifts_overlap_is_there_once() -> None:
    """Nobody is paged twice, and whoever has both shifts has them alone."""
    rotations = {"both": Rotation(shifts=(office("ana", "ben"), office("ben", "ana")))}

    assert on_call("both", rotations, TUESDAY, away("ana")) == ("ben",)


def test_a_contact_whom_a_policy_names_itself_is_passed_over_too() -> None:
    """Nobody else has been named: the next tier is for that."""
    policy = Policy(
        system="shop",
        stage="prod",
        severity="critical",
        topic="critical",
        fallback="fallback",
        tiers=(Tier(recipients=("ana", "primary"), kind="page"),),
        rotations={"primary": rotation("ana", "ben")},
        absences=away("ana"),
    )

    assert policy.on_call(0, TUESDAY) == ("ben",)


def test_pages_know_absences() -> None:
    """What a policy would have done is what it does."""
    tiers = (Tier(recipients=("ana",), kind="page"), Tier(recipients=("ben",), kind="page"))

    found = pages("silence", tiers, {}, begins=TUESDAY, absences=away("ana"))

    assert [page.contact for page in found] == ["ben"]


def test_rotations_nested_more_deeply_than_the_stack_is_are_followed() -> None:
    """There is no end to how people may write them."""
    rotations = {f"r{number}": rotation(f"r{number + 1}", "ben") for number in range(2_000)}

    assert on_call("r0", rotations, TUESDAY, away("r2000")) == ("ben",)


NAMES = ("ana", "ben", "chidi", "dana")
DAYS = st.integers(0, 27)


def _absence(first: int, days: int) -> Absence:
    begins = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=first)
    return Absence(begins=begins, ends=begins + timedelta(days=days))


ABSENCES = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.builds(_absence, DAYS, DAYS), max_size=2)
)
SHIFTS = st.lists(
    st.builds(
        lambda members, is_office: office(*members) if is_office else shift(*members),
        st.lists(st.sampled_from([*NAMES, "second"]), min_size=1, max_size=4),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=200)
@given(
    shifts=SHIFTS,
    second=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3),
    otherwise=st.none() | st.sampled_from(NAMES),
    absences=ABSENCES,
    hours=st.lists(st.integers(0, 28 * 24), min_size=1, max_size=10),
)
def test_absences_take_away_who_is_absent_and_nobody_else(
    shifts: list[Shift],
    second: list[str],
    otherwise: str | None,
    absences: Absences,
    hours: list[int],
) -> None:
    """Nobody absent is on call, nobody twice, and a gap is one only if everybody is absent."""
    rotations = {
        "first": Rotation(shifts=tuple(shifts), otherwise=otherwise),
        "second": rotation(*second),
    }
    for moment in (at("2026-01-05T00:00") + timedelta(hours=each) for each in hours):
        usual = on_call("first", rotations, moment)
        found = on_call("first", rotations, moment, absences)

        assert not [name for name in found if is_absent(name, absences, moment)]
        assert len(set(found)) == len(found)
        if not any(is_absent(name, absences, moment) for name in usual):
            assert set(found) >= set(usual)
        if usual and not found:
            members = {each for one in shifts if one.is_on(moment) for each in one.members}
            asked = {each for name in members for each in leads_to(name, rotations)} - {"second"}
            asked |= {otherwise} if otherwise else set()
            assert all(is_absent(name, absences, moment) for name in asked)
