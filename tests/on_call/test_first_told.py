from collections.abc import Mapping
from datetime import time, timedelta

import pytest

from tocsin.on_call import Hours, Rotation, Shift, Tier
from tocsin.on_call.first_told import first_told

OFFICE = Hours(days=(0, 1, 2, 3, 4), begins=time(9), lasts=timedelta(hours=8))
ROTATIONS: Mapping[str, Rotation] = {
    "primary": Rotation(shifts=(Shift(members=("ana", "ben")),)),
    "alone": Rotation(shifts=(Shift(members=("cem",)),)),
    "office": Rotation(shifts=(Shift(members=("dia",), hours=OFFICE),)),
    "whole": Rotation(shifts=(Shift(members=("eli",), hours=OFFICE),), otherwise="eli"),
}
TIERS = (
    Tier(kind="page", recipients=("primary", "alone", "office", "whole", "desk")),
    Tier(kind="page", recipients=("ana", "fay"), after=timedelta(minutes=5)),
)


@pytest.mark.parametrize(
    ("contact", "minutes", "turns"),
    [
        ("desk", 0, None),
        ("cem", 0, None),
        ("eli", 0, None),
        ("ana", 0, "primary"),
        ("ben", 0, "primary"),
        ("dia", 0, "office"),
        ("fay", 5, None),
    ],
)
def test_what_has_to_come_first(contact: str, minutes: float, turns: str | None) -> None:
    """Whoever takes turns, or is on call in some hours, is not told at once for certain."""
    found = first_told(contact, TIERS, ROTATIONS)

    assert found is not None
    assert (found.after, found.turns) == (timedelta(minutes=minutes), turns)
    assert found.is_at_once == (minutes == 0 and turns is None)


def test_who_is_never_told() -> None:
    """A contact that no tier names is not told."""
    assert first_told("gus", TIERS, ROTATIONS) is None
