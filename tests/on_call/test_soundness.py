from copy import deepcopy
from typing import Any

import pytest

from tests.support.escalation import policy
from tocsin.on_call import PolicyDocumentError, policy_document, read_policy_document

SHIFT = ("rotations", "primary", "shifts", 0)


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("tiers", 0, "recipients"), [{}], "{} is not a text"),
        (("tiers", 0, "after"), -1, "below nothing"),
        (("last_wait",), 10**12, "above 3660 days"),
        (("contacts", "ana"), 5, "5 is not a text"),
        (("topic",), None, "None is not a text"),
        ((*SHIFT, "members"), [], "has no members"),
        ((*SHIFT, "members"), [None], "None is not a text"),
        ((*SHIFT, "time_zone"), "Europe/Nowhere", "cannot be read"),
        ((*SHIFT, "hand_offs", "cycle"), 0, "shorter than"),
        ((*SHIFT, "hand_offs", "cycle"), -604800, "shorter than"),
        ((*SHIFT, "hand_offs", "cycle"), 1, "shorter than"),
        ((*SHIFT, "hand_offs", "offsets"), [], "hand-offs do not begin"),
        ((*SHIFT, "hand_offs", "offsets"), [5, 3], "hand-offs do not begin"),
        ((*SHIFT, "hand_offs", "first"), "2026-01-05T09:00:00+00:00", "time on the wall"),
        ((*SHIFT, "hours"), {"days": [9], "begins": "09:00", "lasts": 60}, "hours of a week"),
        ((*SHIFT, "hours"), {"days": [0], "begins": "09:00", "lasts": 0}, "hours of a week"),
        (("rotations", "primary", "shifts"), [], "has no shifts"),
        (
            ("rotations", "primary", "overrides"),
            [{"name": "ana", "begins": "2026-01-05", "ends": "2026-01-06"}],
            "has no time zone",
        ),
    ],
)
def test_what_nobody_can_reckon_with(
    place: tuple[str | int, ...], value: object, said: str
) -> None:
    """A document may come from anywhere: it is read, or refused."""
    document: Any = deepcopy(policy_document(policy()))
    *above, last = place
    inside = document
    for key in above:
        inside = inside[key]
    inside[last] = value

    with pytest.raises(PolicyDocumentError) as raised:
        read_policy_document(document)

    assert said in raised.value.what
