"""What is hard on people: turns in a row, and short rests."""

from dataclasses import replace
from datetime import timedelta

from tests.support.on_call import at, office, rotation, shift
from tocsin.on_call import (
    Absence,
    Override,
    Rotation,
    Stretch,
    short_rests,
    turns_in_a_row,
)

BEGIN, END = at("2026-01-05T00:00"), at("2026-03-02T00:00")
"""Eight weeks."""


def _away(begins: str, ends: str) -> tuple[Absence, ...]:
    return (Absence(begins=at(f"{begins}T00:00"), ends=at(f"{ends}T00:00")),)


def test_who_steps_in_before_a_turn_has_two_in_a_row() -> None:
    """Ben has the week of Ana, and his own."""
    rotations = {"primary": rotation("ana", "ben", "chidi")}
    absences = {"ana": _away("2026-01-24", "2026-02-09")}

    (found,) = turns_in_a_row("primary", rotations, BEGIN, END, absences)

    assert (found.contact, found.turns) == ("ben", 2)
    assert (found.first, found.last) == (at("2026-02-02T09:00"), at("2026-02-02T09:00"))


def test_turns_in_a_row_are_one() -> None:
    """While one of two is away for long, the other has them all."""
    rotations = {"primary": rotation("ana", "ben")}
    absences = {"ana": _away("2026-01-17", "2026-02-08")}

    (found,) = turns_in_a_row("primary", rotations, BEGIN, END, absences)

    assert (found.contact, found.turns) == ("ben", 4)
    assert (found.first, found.last) == (at("2026-01-19T09:00"), at("2026-02-02T09:00"))


def test_a_member_who_is_alone_or_has_an_override_is_not_told() -> None:
    """That is how it was meant."""
    override = Override(name="dana", begins=BEGIN, ends=END)
    rotations = {
        "alone": rotation("ana"),
        "primary": replace(rotation("ana", "ben"), overrides=(override,)),
    }

    assert not [*turns_in_a_row("alone", rotations, BEGIN, END)]
    assert not [*turns_in_a_row("primary", rotations, BEGIN, END)]


def test_turns_of_hours_follow_each_other_over_the_time_between() -> None:
    """A shift of working days hands over in a weekend that nobody has."""
    rotations = {"office": Rotation(shifts=(office("ana", "ben"),))}
    absences = {"ben": _away("2026-01-12", "2026-01-17")}

    (found,) = turns_in_a_row("office", rotations, BEGIN, END, absences)

    assert (found.contact, found.turns, found.first) == ("ana", 3, at("2026-01-12T09:00"))


def test_members_who_stand_twice_are_told() -> None:
    """Also if it was written so."""
    rotations = {"primary": Rotation(shifts=(shift("ana", "ana", "ben"),))}

    found = [*turns_in_a_row("primary", rotations, BEGIN, at("2026-01-20T00:00"))]

    assert [(each.contact, each.turns) for each in found] == [("ana", 2)]


def test_a_short_rest_is_one_between_two_times_on_call() -> None:
    """A time that goes on is no rest, and neither is a long one short."""
    hours = [0, 8, 16, 24, 48]
    people = [("ana",), ("ben",), ("ana", "ben"), ("ben",)]
    stretches = [
        Stretch(
            begins=BEGIN + timedelta(hours=begin), ends=BEGIN + timedelta(hours=end), contacts=who
        )
        for begin, end, who in zip(hours, hours[1:], people, strict=False)
    ]

    (found,) = short_rests(stretches, timedelta(hours=11))

    assert (found.contact, found.begins, found.ends) == (
        "ana",
        BEGIN + timedelta(hours=8),
        BEGIN + timedelta(hours=16),
    )
    assert not [*short_rests(stretches, timedelta(hours=8))]
