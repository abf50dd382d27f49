"""How often people are disturbed, counted by hand beside what is computed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.incidents import BEGIN, after, opened
from tocsin.aftermath import IncidentStatistics, course_of, statistics_of
from tocsin.incidents import Entry, Incident, acknowledged, resolved

WEEKS = timedelta(weeks=4)


def answered(seconds: float, ends: float) -> Incident:
    """Return an incident that somebody acknowledges and that is over, so long after the alarm."""
    step = acknowledged(opened(), "ana", after(seconds))
    assert step.incident is not None
    step = resolved(step.incident, "ana", after(ends))
    assert step.incident is not None
    return step.incident


def paged(name: str, at: datetime) -> Incident:
    """Return an incident of which somebody is paged."""
    return replace(opened(), timeline=(Entry(at=at, kind="paged", who=name),))


def statistics(*incidents: Incident, zones: dict[str, str] | None = None) -> IncidentStatistics:
    """Return the figures of four weeks around the begin."""
    return statistics_of(
        incidents,
        BEGIN - WEEKS / 2,
        BEGIN + WEEKS / 2,
        targets={"critical": timedelta(minutes=5), "warning": None},
        zones={name: ZoneInfo(zone) for name, zone in (zones or {}).items()},
        otherwise=UTC,
    )


def test_median_and_slow_tenth_are_lengths_that_happened() -> None:
    """Of ten answers after 1 to 10 minutes, the fifth and the ninth; five were in time."""
    figures = statistics(*(answered(60 * minute, 3600) for minute in range(1, 11)))

    (critical,) = figures.severities
    assert critical.to_acknowledge == (timedelta(minutes=5), timedelta(minutes=9))
    assert critical.to_resolve == (timedelta(hours=1), timedelta(hours=1))
    assert (critical.incidents, critical.acknowledged, critical.in_time) == (10, 10, 5)


def test_what_nobody_answered_counts_as_an_incident() -> None:
    """There is no length of what did not happen."""
    (critical,) = statistics(opened()).severities

    assert (critical.incidents, critical.acknowledged, critical.in_time) == (1, 0, 0)
    assert critical.to_acknowledge is None
    assert critical.to_resolve is None


@pytest.mark.parametrize(
    ("times", "zone", "nights"),
    [
        (["2026-03-14T21:00+00:00"], "Europe/Berlin", 1),
        (["2026-03-14T21:00+00:00"], "UTC", 0),
        (["2026-03-14T23:30+00:00", "2026-03-15T03:00+00:00"], "UTC", 1),
        (["2026-03-14T06:59+00:00", "2026-03-14T22:00+00:00"], "UTC", 2),
        (["2026-03-14T07:00+00:00"], "UTC", 0),
    ],
    ids=["ten in Berlin", "nine in London", "one night twice", "two nights of a day", "morning"],
)
def test_nights_are_those_of_whom_is_paged(times: list[str], zone: str, nights: int) -> None:
    """A night begins at ten and ends at seven, by their clocks."""
    incidents = [paged("ana", datetime.fromisoformat(each)) for each in times]

    (ana,) = statistics(*incidents, zones={"ana": zone}).persons

    assert ana.nights == nights
    assert ana.pages == len(times)
    assert ana.pages_a_week == len(times) / 4


def test_incidents_of_another_time_do_not_count() -> None:
    """Neither earlier ones nor later ones."""
    early = replace(opened(), opened=BEGIN - WEEKS)

    figures = statistics(early, replace(opened(), opened=BEGIN + WEEKS))

    assert (figures.severities, figures.persons, figures.alarms) == ((), (), ())


def test_the_noisiest_alarms_come_first() -> None:
    """An alarm counts once in each incident of which it is part."""
    assert statistics(opened(), opened()).alarms == (("no-orders", 2),)


def test_the_course_counts_from_the_alarm() -> None:
    """What did not happen has no length."""
    course = course_of(answered(120, 600), began=after(-180))

    assert course.to_detect == timedelta(minutes=3)
    assert course.to_page is None
    assert course.to_acknowledge == timedelta(minutes=2)
    assert course.to_resolve == timedelta(minutes=10)
