"""Who is told about an incident, and when."""

from datetime import UTC, date, datetime, timedelta

from tocsin.on_call import notices
from tocsin.viewpoint.escalation import Tier
from tocsin.viewpoint.rotation import Rotation

ROTATIONS = {
    "primary": Rotation(members=("ana", "ben"), starts=date(2026, 1, 5)),
    "secondary": Rotation(members=("ben", "ana"), starts=date(2026, 1, 5)),
}
TIERS = (
    Tier(page=("primary", "desk")),
    Tier(after=timedelta(minutes=5), page=("secondary",)),
    Tier(after=timedelta(minutes=15), notify=("dana",)),
)
BEGINS = datetime(2026, 1, 6, 3, 10, tzinfo=UTC)


def test_tiers_are_told_in_their_time() -> None:
    """Each tier is told its time after the incident began."""
    told = [
        (notice.contact, notice.at - BEGINS, notice.manner)
        for notice in notices(TIERS, ROTATIONS, begins=BEGINS)
    ]

    assert told == [
        ("ana", timedelta(0), "page"),
        ("desk", timedelta(0), "page"),
        ("ben", timedelta(minutes=5), "page"),
        ("dana", timedelta(minutes=15), "notify"),
    ]


def test_an_acknowledgement_stops_later_tiers() -> None:
    """Nobody is told after somebody has taken the incident."""
    told = notices(TIERS, ROTATIONS, begins=BEGINS, acknowledged=BEGINS + timedelta(minutes=5))

    assert [notice.contact for notice in told] == ["ana", "desk"]


def test_a_hand_off_during_an_incident_is_respected() -> None:
    """A tier asks who is on call at its own time, and nobody is told twice."""
    before_hand_off = datetime(2026, 1, 12, 8, 58, tzinfo=UTC)

    told = notices(TIERS, ROTATIONS, begins=before_hand_off)

    assert [notice.contact for notice in told] == ["ana", "desk", "dana"]
