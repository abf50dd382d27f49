"""Who is paged about an incident, and when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.support.on_call import office, rotation
from tocsin.on_call import Rotation, Tier, pages

ROTATIONS = {
    "primary": rotation("ana", "ben"),
    "secondary": rotation("ben", "ana"),
    "office": Rotation(shifts=(office("eva"), office("finn"))),
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


def test_everybody_who_is_on_call_is_paged_and_nobody_else() -> None:
    """A rotation pages all whose shifts are on, and nobody where none is."""
    tiers = (
        Tier(kind="page", recipients=("office",)),
        Tier(after=timedelta(minutes=5), kind="page", recipients=("dana",)),
    )

    by_day = pages("a", tiers, ROTATIONS, begins=BEGINS.replace(hour=12))
    by_night = pages("a", tiers, ROTATIONS, begins=BEGINS)

    assert [page.contact for page in by_day] == ["eva", "finn", "dana"]
    assert [page.contact for page in by_night] == ["dana"]


def test_tiers_wait_by_the_clock_that_never_changes() -> None:
    """Ten minutes are ten minutes where the clock on the wall goes forward an hour."""
    tiers = (
        Tier(kind="page", recipients=("ana",)),
        Tier(after=timedelta(minutes=10), kind="page", recipients=("ben",)),
    )
    before_change = datetime(2026, 3, 29, 1, 55, tzinfo=ZoneInfo("Europe/Berlin"))

    first, second = pages("a", tiers, {}, begins=before_change)

    assert second.at - first.at == timedelta(minutes=10)
