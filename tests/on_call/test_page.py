"""Who is paged about an incident, and when."""

from datetime import UTC, date, datetime, timedelta

from tocsin.on_call import Rotation, Tier, pages

ROTATIONS = {
    "primary": Rotation(members=("ana", "ben"), starts=date(2026, 1, 5)),
    "secondary": Rotation(members=("ben", "ana"), starts=date(2026, 1, 5)),
}
TIERS = (
    Tier(kind="page", recipients=("primary", "desk")),
    Tier(after=timedelta(minutes=5), kind="page", recipients=("secondary",)),
    Tier(after=timedelta(minutes=15), kind="notify", recipients=("dana",)),
)
BEGINS = datetime(2026, 1, 6, 3, 10, tzinfo=UTC)


def test_tiers_are_paged_in_their_time() -> None:
    """Each tier is paged its time after the incident began."""
    paged = [
        (page.contact, page.at - BEGINS, page.kind)
        for page in pages("orders stop", TIERS, ROTATIONS, begins=BEGINS)
    ]

    assert paged == [
        ("ana", timedelta(0), "page"),
        ("desk", timedelta(0), "page"),
        ("ben", timedelta(minutes=5), "page"),
        ("dana", timedelta(minutes=15), "notify"),
    ]


def test_an_acknowledgement_stops_later_tiers() -> None:
    """Nobody is paged after somebody has taken the incident."""
    paged = pages(
        "orders stop", TIERS, ROTATIONS, begins=BEGINS, acknowledged=BEGINS + timedelta(minutes=5)
    )

    assert [page.contact for page in paged] == ["ana", "desk"]


def test_a_hand_off_during_an_incident_is_respected() -> None:
    """A tier asks who is on call at its own time, and nobody is paged twice."""
    before_hand_off = datetime(2026, 1, 12, 8, 58, tzinfo=UTC)

    paged = pages("orders stop", TIERS, ROTATIONS, begins=before_hand_off)

    assert [page.contact for page in paged] == ["ana", "desk", "dana"]
