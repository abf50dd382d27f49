"""Rotations as they are written, and who is on call by them."""

from datetime import timedelta
from itertools import pairwise

import pytest

from tests.support.on_call import at
from tests.support.viewpoints import changed, parsed, problems_of
from tocsin.on_call import on_call, stretches
from tocsin.viewpoint.turns import rotation_of

PEOPLE = (
    "  ana: {email: ana@example.com}\n",
    "".join(
        f"  {name}: {{email: {name}@example.com}}\n"
        for name in ("ana", "ben", "chidi", "dana", "eva")
    ),
)
SWAPPED = (
    "{members: [ana, ben], starts: 2026-01-05, time_zone: Europe/Berlin, overrides: ["
    "{begins: 2026-01-07 09:00, ends: 2026-01-09 09:00, on_call: second, because: Ana is away.}]}\n"
    "  second: {members: [chidi]}"
)
SUN = """{starts: 2026-01-05, shifts: {
    asia: {members: [chidi], hours: 06:00-17:00, time_zone: Asia/Singapore},
    europe: {members: [ana, ben], hours: 08:00-17:00, time_zone: Europe/Berlin},
    america: {members: [dana, eva], hours: 09:00-19:00, time_zone: America/New_York},
  }}"""
OFFICE = """{time_zone: Europe/Berlin, otherwise: nights, shifts: {
    office: {members: [ana, ben], days: Monday-Friday, hours: 09:00-17:00, starts: 2026-01-05},
    weekend: {members: [chidi], hours: Friday 17:00-Monday 09:00},
  }}
  nights: {members: [dana, eva], hand_off: daily 13:00, starts: 2026-01-05}"""


def _who(rotation: str, moment: str, zone: str = "UTC") -> tuple[str, ...]:
    viewpoint = parsed(changed(PEOPLE, ("{members: [ana]}", rotation)))
    rotations = {name: rotation_of(each) for name, each in viewpoint.on_call.items()}
    return on_call("primary", rotations, at(moment, zone))


@pytest.mark.parametrize(
    ("rotation", "moment", "expected"),
    [
        # As 0.1.0 had it, with the old name of turn
        ("{members: [ana, ben], starts: 2026-01-05}", "2026-01-12T09:00", "ben"),
        ("{members: [ana, ben], shift: 2w, starts: 2026-01-05}", "2026-01-12T09:00", "ana"),
        ("{members: [ana, ben], shift: 1d, starts: 2026-01-05}", "2026-01-06T09:00", "ben"),
        ("{members: [ana, ben], turn: 12h, starts: 2026-01-05}", "2026-01-05T21:00", "ben"),
        ("{members: [ana, ben], hand_off: daily 09:00}", "2024-01-02T09:00", "ben"),
        ("{members: [ana, ben], hand_off: [daily 08:00, daily 20:00]}", "2024-01-01T20:00", "ben"),
        (SUN, "2026-01-06T12:00", "ana"),
        (SUN, "2026-01-06T15:00", "ana dana"),
        (SUN, "2026-01-06T20:00", "dana"),
        (SUN, "2026-01-06T03:00", "chidi"),
        (SWAPPED, "2026-01-07T07:59", "ana"),
        (SWAPPED, "2026-01-07T08:00", "chidi"),
        (SWAPPED, "2026-01-09T07:59", "chidi"),
        (SWAPPED, "2026-01-09T08:00", "ana"),
        (OFFICE, "2026-01-05T12:00", "ana"),
        (OFFICE, "2026-01-12T12:00", "ben"),
        (OFFICE, "2026-01-05T20:00", "dana"),
        (OFFICE, "2026-01-06T20:00", "eva"),
        (OFFICE, "2026-01-10T20:00", "chidi"),
    ],
)
def test_whose_turn_it_is(rotation: str, moment: str, expected: str) -> None:
    """Each form says who is on call."""
    assert _who(rotation, moment) == tuple(expected.split())


@pytest.mark.parametrize(
    ("shift", "hand_offs"),
    [
        ("days: Monday-Friday, hours: 08:00-17:00", ["Mon 08:00"]),
        ("days: Sunday-Thursday, hours: 22:00-06:00", ["Sun 22:00"]),
        ("hours: Friday 17:00-Monday 09:00", ["Fri 17:00"]),
        ("days: [Saturday, Sunday]", ["Sat 00:00"]),
        ("hours: 08:00-24:00", ["Mon 08:00"]),
        ("", ["Mon 09:00"]),
        ("days: Monday-Friday, hours: 08:00-17:00, hand_off: Wednesday 12:00", ["Wed 12:00"]),
    ],
)
def test_a_shift_hands_over_when_its_week_begins(shift: str, hand_offs: list[str]) -> None:
    """Unless it says otherwise: nobody who comes at eight waits for the hand-off until nine."""
    rotation = f"{{shifts: {{a: {{members: [ana, ben], {shift}}}}}, otherwise: dana}}"
    viewpoint = parsed(changed(PEOPLE, ("{members: [ana]}", rotation)))
    rotations = {name: rotation_of(each) for name, each in viewpoint.on_call.items()}
    begin = at("2026-01-05T00:00")

    turns = [
        (stretch.contacts, stretch.begins)
        for stretch in stretches("primary", rotations, begin, begin + timedelta(weeks=3))
        if stretch.contacts != ("dana",)
    ]
    taken = [
        f"{begins:%a %H:%M}"
        for (before, _), (contacts, begins) in pairwise(turns)
        if contacts != before
    ]

    assert list(dict.fromkeys(taken)) == hand_offs


@pytest.mark.parametrize(
    "rotation",
    [
        SUN,
        OFFICE,
        "{shifts: {a: {members: [ana], hours: 00:00-24:00, time_zone: America/Santiago}}}",
        (
            "{shifts: {day: {members: [ana], hours: 08:00-20:00}, n: "
            "{members: [ben], hours: 20:00-08:00}}}"
        ),
        "{shifts: {a: {members: [ana], days: Monday}, b: {members: [ben], days: Tuesday-Sunday}}}",
        "{shifts: {a: {members: [ana], hours: Monday 09:00-Monday 09:00}}}",
        "{shifts: {a: {members: [ana, ben], days: Monday, turn: 1w}}, otherwise: ben}",
        "{members: [ana, ben], hand_off: [Monday 09:00, Friday 17:00]}",
        "{members: [ana, ben], hand_off: Monday-Friday 09:00, time_zone: Asia/Jerusalem}",
        "{members: [ana, ana, ben], hand_off: daily 02:30, turn: 5h}",
        "{members: [ana], shift: 52w}",
    ],
)
def test_right_but_unusual_rotations_are_valid(rotation: str) -> None:
    """What says at every moment who is on call is taken."""
    assert problems_of(changed(PEOPLE, ("{members: [ana]}", rotation))) == ()


def test_a_policy_is_answered_when_its_tiers_are_so_together() -> None:
    """Critical alarms may rest on rotations that cover the week only between them."""
    week = "{shifts: {a: {members: [ana], days: Monday-Friday}}, uncovered: The others have it.}"
    weekend = "{shifts: {a: {members: [ben], days: Saturday-Sunday}}, uncovered: As the week.}"
    both = (PEOPLE, ("{members: [ana]}", f"{week}\n  weekend: {weekend}"))

    (alone,) = problems_of(changed(*both))
    together = problems_of(changed(*both, ("page: primary", "page: [primary, weekend]")))

    assert (alone.kind, alone.where.subject) == (
        "viewpoint/critical-unanswered",
        "escalation.critical",
    )
    assert together == ()


def test_a_policy_is_not_answered_by_whom_nobody_answers() -> None:
    """A rotation of rotations has nobody on call when the one whose turn it is has nobody."""
    office = "{shifts: {a: {members: [ana], days: Monday-Friday}}, uncovered: It can wait.}"

    (problem,) = problems_of(
        changed(PEOPLE, ("{members: [ana]}", f"{{members: [office]}}\n  office: {office}"))
    )

    assert problem.kind == "viewpoint/critical-unanswered"
    assert "from Saturday 2026-01-03 00:00 to Monday 2026-01-05 00:00 (UTC)" in problem.what


def test_a_stage_has_critical_alarms_of_its_own() -> None:
    """The policy of a stage is looked at too."""
    office = "{shifts: {a: {members: [ana], days: Monday}}, uncovered: It is a test.}"
    text = changed(
        PEOPLE,
        ("{members: [ana]}", f"{{members: [ana]}}\n  office: {office}"),
        (
            "recovery_region: eu-central-1",
            "recovery_region: eu-central-1, escalation: {critical: [{page: office}]}",
        ),
    )

    (problem,) = problems_of(text)

    assert problem.where.subject == "stages.prod.escalation.critical"


def test_what_rests_on_a_broken_shift_is_left_out() -> None:
    """Hours that cannot be read say nothing about who is missing."""
    rotation = (
        "{shifts: {a: {members: [ana], hours: 9-17}, b: {members: [ana], hours: 17:00-09:00}}}"
    )

    (problem,) = problems_of(changed(PEOPLE, ("{members: [ana]}", rotation)))

    assert problem.kind == "viewpoint/wrong-form"
