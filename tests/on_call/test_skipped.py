"""Turns that pass unseen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.on_call import WORKING_DAYS, hand_offs, office, shift
from tocsin.on_call import HandOffs, Hours, skipped_turn


@pytest.mark.parametrize(
    ("turns", "skipped"),
    [
        (hand_offs("Monday 09:00"), None),
        (hand_offs("Monday 00:00"), None),
        (hand_offs("Monday-Friday 09:00"), None),
        (hand_offs("Monday 09:00", "Thursday 12:00"), None),
        (hand_offs("Monday 09:00", turn=timedelta(weeks=2)), None),
        (hand_offs("daily 09:00"), "Saturday 09:00"),
        (hand_offs("daily 09:00", "daily 17:00"), "Monday 17:00"),
        (hand_offs("Monday 09:00", turn=timedelta(days=2)), "Saturday 09:00"),
        (hand_offs("Friday 17:00", "Monday 09:00"), "Friday 17:00"),
    ],
)
def test_a_turn_without_hours_is_found(turns: HandOffs, skipped: str | None) -> None:
    """Somebody whose turn has no hour of the shift is passed over."""
    found = skipped_turn(replace(office("ana", "ben"), hand_offs=turns))

    assert (found and f"{found[0]:%A %H:%M}") == skipped


def test_who_is_alone_is_not_passed_over() -> None:
    """One member has every turn, and a shift that is always on has every hour."""
    daily = hand_offs("daily 09:00")

    assert skipped_turn(replace(office("ana"), hand_offs=daily)) is None
    assert skipped_turn(shift("ana", "ben", hand_off="daily 09:00")) is None


def test_long_cycles_are_followed_to_their_end() -> None:
    """Turns of five hours meet the week again after five weeks."""
    each = replace(
        shift("ana", "ben", hours=Hours.of_day("10:00-14:00", WORKING_DAYS)),
        hand_offs=hand_offs("Monday 09:00", turn=timedelta(hours=5)),
    )

    found = skipped_turn(each)

    assert found is not None
    assert found[1] - found[0] == timedelta(hours=5)
