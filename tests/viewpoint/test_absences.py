"""Absences and business days of a viewpoint: each mistake at its line, and what they mean."""

from datetime import date, time

import pytest

from tests.support.on_call import at
from tests.support.viewpoints import changed, parsed, problems_of
from tocsin.on_call import Absence, BusinessDays, on_call
from tocsin.viewpoint import absences_of, escalation_of, rotations_of

BOTH = "  ana: {email: ana@example.com}\n  ben: {email: ben@example.com}\n"
PEOPLE = (
    ("  ana: {email: ana@example.com}\n", BOTH),
    ("{members: [ana]}", "{members: [ana, ben], time_zone: Europe/Berlin}"),
)
TEXT = changed(*PEOPLE)


def test_a_date_is_a_whole_day_by_the_clocks_of_the_rotation() -> None:
    """The last day is whole, too: who is away until Sunday is back on Monday."""
    viewpoint = parsed(TEXT + "absences: {ana: [{begins: 2026-07-06, ends: 2026-07-12}]}\n")

    begins, ends = (at(f"2026-07-{day}T00:00", "Europe/Berlin") for day in ("06", "13"))
    assert absences_of(viewpoint) == {"ana": (Absence(begins=begins, ends=ends),)}


def test_a_time_is_a_moment_in_the_time_zone_that_is_said() -> None:
    """Somebody is on a flight."""
    away = "{begins: 2026-07-06 22:30, ends: 2026-07-07 06:00, time_zone: Asia/Tokyo}"
    (found,) = absences_of(parsed(TEXT + f"absences: {{ana: [{away}]}}\n"))["ana"]

    assert found.begins == at("2026-07-06T22:30", "Asia/Tokyo")
    assert found.ends == at("2026-07-07T06:00", "Asia/Tokyo")


def test_a_stage_may_have_absences_of_its_own() -> None:
    """They are merged as everything else, and its escalation passes over whoever is away."""
    text = TEXT.replace("recovery_region: eu-central-1}", "recovery_region: eu-central-1, CHANGES}")
    text = text.replace("CHANGES", "absences: {ana: [{begins: 2026-01-01, ends: 2026-01-31}]}")
    viewpoint = parsed(text)
    asked = at("2026-01-13T12:00")

    escalation = escalation_of(viewpoint, "prod")

    rotations = rotations_of(viewpoint)
    assert on_call("primary", rotations, asked) == ("ana",)
    assert on_call("primary", rotations, asked, escalation.absences) == ("ben",)
    assert viewpoint.absences == {}


@pytest.mark.parametrize(
    ("away", "problem"),
    [
        (
            "anna: [{begins: 2026-12-24, ends: 2026-12-27}]",
            "absences.anna: there is no contact 'anna'; did you mean 'ana'? Use one of ana, ben",
        ),
        (
            "ana: [{begins: 2026-12-24, ends: 2026-12-23}]",
            "absences.ana[0].ends: the absence ends before it begins; let it end later",
        ),
        (
            "ana: [{begins: soon, ends: 2026-12-23}]",
            (
                "absences.ana[0].begins: 'soon' is not a date of this century, nor one with a "
                "time; write it as 2026-12-24, or as 2026-12-24 09:00"
            ),
        ),
        (
            (
                "ana: [{begins: 2026-12-20, ends: 2026-12-24}, "
                "{begins: 2026-12-24 12:00, ends: 2026-12-27}]"
            ),
            (
                "absences.ana[1].begins: the absence begins before another one of the contact "
                "ends; make one absence of the two"
            ),
        ),
        (
            (
                "{ana: [{begins: 2026-12-01, ends: 2026-12-31}], "
                "ben: [{begins: 2026-12-24, ends: 2026-12-26}]}"
            ),
            (
                "absences.ben[0]: with it all of primary are away, and nobody is on call from "
                "Thursday 2026-12-24 00:00 to Sunday 2026-12-27 00:00 (Europe/Berlin); add an "
                "override of primary with somebody who is there, or a member"
            ),
        ),
    ],
)
def test_a_mistake_in_an_absence_is_told_where_it_stands(away: str, problem: str) -> None:
    """With what to do about it."""
    written = away if away.startswith("{") else f"{{{away}}}"

    (found,) = problems_of(TEXT + f"absences: {written}\n")

    line = TEXT.count("\n") + 1
    assert str(found).startswith(f"viewpoint.yaml:{line}:")
    assert str(found).endswith(f" {problem}")


def test_a_policy_whose_people_are_all_away_is_told() -> None:
    """Nobody steps in for a contact whom a tier names."""
    text = changed(
        ("critical: [{page: primary}]", "critical: [{page: [ben, ana]}]"),
        ("warning: [{notify: ana}]", "warning: [{notify: ana}, {after: 5m, page: ana}]"),
        text=TEXT.replace("ana, ben]", "ana]"),
    )
    away = """\
absences:
  ana: [{begins: 2026-12-01, ends: 2026-12-05}]
  ben: [{begins: 2026-12-05, ends: 2026-12-06}]
"""

    found = [str(each) for each in problems_of(text + away)]

    assert [each.partition(": ")[2].partition(", and nobody")[0] for each in found] == [
        "absences.ana[0]: with it all of primary are away",
        "absences.ana[0]: with it everybody whom warning alarms page is away",
        "absences.ben[0]: with it everybody whom critical alarms page is away",
    ]


def test_an_override_of_who_is_away_is_told() -> None:
    """One of the two was forgotten."""
    override = "overrides: [{begins: 2026-12-24 09:00, ends: 2026-12-27 09:00, on_call: ana}]"
    text = TEXT.replace("time_zone: Europe/Berlin}", f"time_zone: Europe/Berlin, {override}}}")

    (found,) = problems_of(text + "absences: {ana: [{begins: 2026-12-26, ends: 2026-12-30}]}\n")

    assert found.kind == "viewpoint/override-of-absent"
    assert found.where.key_path == ("on_call", "primary", "overrides", 0, "on_call")


def planned(written: str) -> BusinessDays:
    """Return business days as they are written."""
    found = parsed(f"{TEXT}business_days: {written}\n").business_days
    assert found is not None
    return found.as_planned


def test_business_days_have_the_holidays_of_the_years_that_are_written() -> None:
    """A part of a country has holidays of its own, and nothing of it is asked of a clock."""
    found = planned(
        "{days: [Monday-Thursday, Saturday], begins: 10:30, time_zone: Europe/Berlin, "
        "holidays: {country: DE, subdivision: BE}, years: 2026-2027, closed: [2026-12-24]}"
    )

    assert (found.days, found.begins) == ((0, 1, 2, 3, 5), time(10, 30))
    # International Women's Day is one in Berlin, and Corpus Christi in the south alone.
    assert {date(2026, 3, 8), date(2027, 1, 1), date(2026, 12, 24)} < found.holidays
    assert not {date(2026, 6, 4), date(2025, 12, 25), date(2028, 1, 1)} & found.holidays
    assert found.holidays_end == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("country", "day"),
    [
        # A holiday on a Sunday is taken on the Monday after, or on the Friday before a Saturday.
        ("US", date(2027, 7, 5)),
        ("US", date(2026, 7, 3)),
        ("GB, subdivision: SCT", date(2026, 1, 2)),
        ("JP", date(2026, 5, 6)),
    ],
)
def test_a_day_off_in_place_of_a_holiday_is_one(country: str, day: date) -> None:
    """Nobody works then either."""
    assert day in planned(f"{{holidays: {{country: {country}}}, years: 2026-2027}}").holidays


def test_business_days_may_be_said_without_holidays() -> None:
    """The days of the week are known for ever."""
    found = planned("{days: Sunday-Thursday}")

    assert (found.days, found.holidays_end) == ((0, 1, 2, 3, 6), None)


@pytest.mark.parametrize(
    ("written", "place", "what"),
    [
        ("{holidays: {country: de}, years: 2026}", "holidays.country", "use DE"),
        ("{holidays: {country: XX}, years: 2026}", "holidays.country", "'XX' is not a country"),
        ("{holidays: {country: DE, subdivision: XX}, years: 2026}", "holidays", "BB, BE, BW"),
        ("{holidays: {country: DE}}", "holidays", "years: 2026-2028"),
        ("{years: 2026-2028}", "years", "years says nothing without holidays"),
        ("{holidays: {country: DE}, years: 2028-2026}", "years", "'2028-2026' are not 1 to 20"),
        ("{holidays: {country: DE}, years: soon}", "years", "'soon' are not years"),
        ("{begins: 9}", "begins", "9"),
        ("{begins: 25:00}", "begins", "write a time of day, as 09:00"),
        ("{days: Mo-Fr}", "days", ""),
        ("{time_zone: Berlin}", "time_zone", "is not a time zone"),
        ("{closed: [2026-02-30]}", "closed[0]", "is not a date of this century"),
    ],
)
def test_a_mistake_in_business_days_is_told_where_it_stands(
    written: str, place: str, what: str
) -> None:
    """With what is allowed in its place."""
    (found,) = problems_of(f"{TEXT}business_days: {written}\n")

    assert f" business_days.{place}: " in str(found)
    assert what in str(found)
