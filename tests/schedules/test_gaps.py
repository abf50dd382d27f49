"""The longest and the shortest time between two runs, over two centuries."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schedules.expressions import crons, fields, shortest_of
from tocsin.schedules import (
    RESTORE_TESTING,
    Cron,
    SkippedTimes,
    Timetable,
    read_schedule,
)

DAY = timedelta(days=1)


def _timetable(expression: str, zone: str = "UTC", skipped: SkippedTimes = "dropped") -> Timetable:
    schedule = read_schedule(expression, RESTORE_TESTING)
    return Timetable(schedule=schedule, zone=ZoneInfo(zone), skipped=skipped)


@pytest.mark.parametrize(
    ("expression", "longest", "shortest"),
    [
        ("cron(0 3 * * ? *)", DAY, DAY),
        ("cron(0 3 ? * * *)", DAY, DAY),
        ("cron(0 * * * ? *)", DAY / 24, DAY / 24),
        ("cron(0 */12 * * ? *)", DAY / 2, DAY / 2),
        ("cron(0 13/12 * * ? *)", DAY, DAY),
        ("cron(0 0/36 * * ? *)", DAY, DAY),
        ("cron(0 */7 * * ? *)", 7 * DAY / 24, 3 * DAY / 24),
        ("cron(0,30 8-17/3 * * ? *)", timedelta(hours=14, minutes=30), timedelta(minutes=30)),
        ("cron(0 6 ? * SUN *)", 7 * DAY, 7 * DAY),
        ("cron(0 6 ? * 1 *)", 7 * DAY, 7 * DAY),
        ("cron(0 6 ? * mon-fri *)", 3 * DAY, DAY),
        ("cron(0 6 ? * SAT-SUN *)", 6 * DAY, DAY),
        ("cron(0 8,20 ? * 1,4 *)", 3.5 * DAY, DAY / 2),
        ("cron(0 5 1 * ? *)", 31 * DAY, 28 * DAY),
        ("cron(0 5 L * ? *)", 31 * DAY, 28 * DAY),
        ("cron(0 5 31 * ? *)", 61 * DAY, 31 * DAY),
        ("cron(0 5 30 * ? *)", 60 * DAY, 30 * DAY),
        ("cron(0 5 29 * ? *)", 59 * DAY, 29 * DAY),
        ("cron(0 5 1/2 * ? *)", 2 * DAY, DAY),
        ("cron(0 5 15W * ? *)", 32 * DAY, 28 * DAY),
        ("cron(0 5 LW * ? *)", 33 * DAY, 28 * DAY),
        ("cron(0 5 31W * ? *)", 63 * DAY, 29 * DAY),
        ("cron(0 5 ? * 2#1 *)", 35 * DAY, 28 * DAY),
        ("cron(0 5 ? * 2#5 *)", 119 * DAY, 63 * DAY),
        ("cron(0 5 ? * 6L *)", 35 * DAY, 28 * DAY),
        ("cron(0 5 ? * L *)", 7 * DAY, 7 * DAY),
        ("cron(0 5 1 JAN,JUL ? *)", 184 * DAY, 181 * DAY),
        ("cron(0 5 1 1 ? *)", 366 * DAY, 365 * DAY),
        ("cron(0 5 1 1 ? 2026/4)", 1_461 * DAY, 1_460 * DAY),
        ("cron(0 5 29 FEB ? *)", 2_921 * DAY, 1_461 * DAY),
        ("cron(0 5 ? FEB 1#5 *)", 40 * 365 * DAY + 10 * DAY - DAY, 28 * 365 * DAY + 7 * DAY),
    ],
)
def test_gaps(expression: str, longest: timedelta, shortest: timedelta) -> None:
    """Months, leap years and the year 2100, which is none, count."""
    timetable = _timetable(expression)

    found = (timetable.longest_gap(), shortest_of(timetable))

    assert [gap and gap.length for gap in found] == [longest, shortest]


@pytest.mark.parametrize(
    ("expression", "zone", "skipped", "longest"),
    [
        ("cron(0 4 * * ? *)", "Europe/Berlin", "dropped", timedelta(hours=25)),
        ("cron(30 2 * * ? *)", "Europe/Berlin", "dropped", timedelta(hours=47)),
        ("cron(30 2 * * ? *)", "Europe/Berlin", "moved", timedelta(hours=25)),
        ("cron(0 * * * ? *)", "Europe/Berlin", "dropped", timedelta(hours=2)),
        ("cron(30 2 ? * SUN *)", "Europe/Berlin", "dropped", timedelta(days=14, hours=-1)),
        ("cron(0 3 1 * ? *)", "Europe/Berlin", "dropped", timedelta(days=31, hours=1)),
        ("cron(0 3 1 10 ? *)", "Europe/Berlin", "dropped", timedelta(days=366)),
        ("cron(30 0 * * ? *)", "Africa/Cairo", "dropped", timedelta(hours=47)),
        ("cron(15 2 * * ? *)", "Australia/Lord_Howe", "dropped", timedelta(hours=47, minutes=30)),
        ("cron(0 4 * * ? *)", "Asia/Tokyo", "dropped", timedelta(hours=24)),
    ],
)
def test_gaps_in_time_zones(
    expression: str, zone: str, skipped: SkippedTimes, longest: timedelta
) -> None:
    """A day with a change of clocks is longer, and what it skips is a gap of nearly two days."""
    gap = _timetable(expression, zone, skipped).longest_gap()

    assert gap is not None
    assert gap.length == longest


def test_what_is_moved_past_midnight_stands_among_the_runs_there() -> None:
    """In Nuuk the hour before midnight is skipped."""
    gap = shortest_of(_timetable("cron(0/15 0,23 * * ? *)", "America/Nuuk", "moved"))

    assert gap is not None
    assert gap.length == timedelta(minutes=15)


def test_a_gap_says_where_it_is() -> None:
    """The longest gap of the leap day begins before the year 2100."""
    gap = _timetable("cron(0 5 29 2 ? *)").longest_gap()

    assert gap is not None
    assert gap.begins == datetime(2096, 2, 29, 5, tzinfo=UTC)


def test_what_is_past_does_not_count() -> None:
    """In 2019 Brazil gave up changing its clocks, and nothing is skipped since."""
    daily = _timetable("cron(30 0 * * ? *)", "America/Sao_Paulo")
    found = [daily.longest_gap(), daily.longest_gap(date(2018, 1, 1))]

    assert [gap and gap.length for gap in found] == [DAY, timedelta(hours=47)]


@pytest.mark.parametrize("years", ["2026", "2020-2024"])
def test_a_single_run_has_no_gap(years: str) -> None:
    """With one run, or none to come, there is nothing between two."""
    assert _timetable(f"cron(0 5 1 1 ? {years})").longest_gap() is None


@settings(max_examples=15)
@given(crons(fields(minutes=st.just("0"))), st.sampled_from(["UTC", "Europe/Berlin"]))
def test_no_two_runs_are_further_apart(drawn: tuple[list[str], Cron], zone: str) -> None:
    """Of all runs to the end of 2199, none exceeds the gap, and one pair has it."""
    timetable = Timetable(schedule=drawn[1], zone=ZoneInfo(zone))
    start = datetime(2026, 1, 1, tzinfo=timetable.zone)
    runs = list(timetable.runs(start)) if len(drawn[1].times) == 1 else []
    gaps = [later - earlier for earlier, later in pairwise(runs)]
    longest, shortest = timetable.longest_gap(), shortest_of(timetable)

    if runs:
        assert (longest and longest.length) == max(gaps, default=None)
        assert (shortest and shortest.length) == min(gaps, default=None)
