"""Schedules in time zones: hours that come twice, or never."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schedules.expressions import QUARTERS, crons, fields, local_times, shortest_of
from tests.schedules.reference import runs_by_definition
from tocsin.diagnostics import InvalidValueError
from tocsin.schedules import (
    ALARM_MUTE_RULE,
    RESTORE_TESTING,
    Cron,
    Once,
    SkippedTimes,
    Timetable,
    read_schedule,
    read_time_zone,
)
from tocsin.schedules.time_zone import Change, changes, offset_at

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/Santiago",
    "Asia/Jerusalem",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Nuuk",
    "Asia/Kathmandu",
]

_EVER = datetime(1960, 1, 1, tzinfo=UTC)


def _timetable(expression: str, zone: str, skipped: SkippedTimes = "dropped") -> Timetable:
    schedule = read_schedule(expression, RESTORE_TESTING)
    return Timetable(schedule=schedule, zone=ZoneInfo(zone), skipped=skipped)


def _on(timetable: Timetable, first: str, last: str) -> list[str]:
    """Return the runs between two local midnights, as local times with their offsets."""
    assert isinstance(timetable.zone, ZoneInfo)
    start, end = (
        datetime.fromisoformat(day).replace(tzinfo=timetable.zone) for day in (first, last)
    )
    runs = (run.astimezone(timetable.zone) for run in timetable.runs(start, end))
    return [f"{run:%d %H:%M%z}" for run in runs]


@pytest.mark.parametrize(
    ("zone", "time", "days", "dropped", "moved"),
    [
        (
            "Europe/Berlin", "30 2", ("2026-03-28", "2026-03-31"),
            ["28 02:30+0100", "30 02:30+0200"],
            ["28 02:30+0100", "29 03:30+0200", "30 02:30+0200"],
        ),
        (
            "Europe/Berlin", "30 2", ("2026-10-25", "2026-10-27"),
            ["25 02:30+0200", "26 02:30+0100"],
            ["25 02:30+0200", "26 02:30+0100"],
        ),
        (
            "America/Santiago", "15 0", ("2026-09-05", "2026-09-08"),
            ["05 00:15-0400", "07 00:15-0300"],
            ["05 00:15-0400", "06 01:15-0300", "07 00:15-0300"],
        ),
        (
            "America/Santiago", "30 23", ("2026-04-04", "2026-04-06"),
            ["04 23:30-0300", "05 23:30-0400"],
            ["04 23:30-0300", "05 23:30-0400"],
        ),
        (
            "Asia/Jerusalem", "0 2", ("2026-03-26", "2026-03-29"),
            ["26 02:00+0200", "28 02:00+0300"],
            ["26 02:00+0200", "27 03:00+0300", "28 02:00+0300"],
        ),
        (
            "Africa/Cairo", "0 0", ("2026-04-23", "2026-04-26"),
            ["23 00:00+0200", "25 00:00+0300"],
            ["23 00:00+0200", "24 01:00+0300", "25 00:00+0300"],
        ),
        (
            "Australia/Lord_Howe", "15 2", ("2026-10-03", "2026-10-06"),
            ["03 02:15+1030", "05 02:15+1100"],
            ["03 02:15+1030", "04 02:45+1100", "05 02:15+1100"],
        ),
        (
            "Australia/Lord_Howe", "45 1", ("2026-04-05", "2026-04-07"),
            ["05 01:45+1100", "06 01:45+1030"],
            ["05 01:45+1100", "06 01:45+1030"],
        ),
        (
            "America/Nuuk", "30 23", ("2026-03-28", "2026-03-30"),
            ["29 23:30-0100"],
            ["29 00:30-0100", "29 23:30-0100"],
        ),
        (
            "America/Nuuk", "30 23", ("2026-03-29", "2026-03-30"),
            ["29 23:30-0100"],
            ["29 00:30-0100", "29 23:30-0100"],
        ),
    ],
)  # fmt: skip
def test_changes_of_clocks(
    zone: str, time: str, days: tuple[str, str], dropped: list[str], moved: list[str]
) -> None:
    """Scheduler leaves out a time that never is, and runs once at one that comes twice.

    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    """
    expression = f"cron({time} * * ? *)"

    assert _on(_timetable(expression, zone), *days) == dropped
    assert _on(_timetable(expression, zone, "moved"), *days) == moved


def test_what_is_moved_comes_in_order_and_once() -> None:
    """Runs that are moved over the skipped hour stand among those that were there already."""
    timetable = _timetable("cron(0/20 1-3 * * ? *)", "Europe/Berlin", "moved")

    assert _on(timetable, "2026-03-29", "2026-03-30") == [
        "29 01:00+0100",
        "29 01:20+0100",
        "29 01:40+0100",
        "29 03:00+0200",
        "29 03:20+0200",
        "29 03:40+0200",
    ]


def test_a_day_that_a_zone_left_out() -> None:
    """Samoa had no 30 December 2011."""
    assert _on(_timetable("cron(0 12 * * ? *)", "Pacific/Apia"), "2011-12-29", "2012-01-01") == [
        "29 12:00-1000",
        "31 12:00+1400",
    ]


def test_a_single_time_is_local() -> None:
    """It runs once, and has no gap."""
    schedule = read_schedule("at(2026-07-01T09:00)", ALARM_MUTE_RULE)
    timetable = Timetable(schedule=schedule, zone=ZoneInfo("Europe/Berlin"))

    assert _on(timetable, "2026-01-01", "2027-01-01") == ["01 09:00+0200"]
    assert isinstance(timetable.schedule, Once)
    assert timetable.longest_gap() is None


@pytest.mark.parametrize("zone", [*ZONES, "Pacific/Apia", "Etc/GMT-14", "Etc/GMT+12"])
@pytest.mark.parametrize("at", ["1970-01-01T00:00", "2199-12-31T23:59"])
def test_the_first_and_the_last_time_are_of_the_calendar(at: str, zone: str) -> None:
    """What is read can be reckoned with in each time zone."""
    schedule = read_schedule(f"at({at})", ALARM_MUTE_RULE)

    assert len(list(Timetable(schedule=schedule, zone=ZoneInfo(zone)).runs(_EVER))) == 1


def test_a_naive_interval_is_an_error() -> None:
    """A time without a zone is refused rather than guessed."""
    with pytest.raises(ValueError, match="no time zone"):
        _timetable("cron(0 3 * * ? *)", "UTC").runs(datetime(2026, 1, 1))  # noqa: DTZ001 - refused


def test_an_unknown_time_zone_is_an_error() -> None:
    """A time zone that is not in the IANA database is refused."""
    with pytest.raises(InvalidValueError, match="'Europe/Berln' is not a time zone"):
        read_time_zone("Europe/Berln")


_CHANGES = [
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("America/Santiago", "2026-09-06"),
    ("America/Santiago", "2026-04-05"),
    ("Asia/Jerusalem", "2026-03-27"),
    ("Africa/Cairo", "2026-04-24"),
    ("Africa/Cairo", "2026-10-30"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("America/Nuuk", "2026-03-29"),
    ("America/Nuuk", "2026-10-25"),
    ("Pacific/Apia", "2011-12-30"),
]


@settings(max_examples=60)
@given(crons(fields(minutes=QUARTERS, years=st.just("*"))), st.sampled_from(_CHANGES))
def test_runs_equal_their_definition(
    drawn: tuple[list[str], Cron], change: tuple[str, str]
) -> None:
    """Around a change of clocks it runs when local time is as written, for the first time."""
    given_fields, cron = drawn
    zone = ZoneInfo(change[0])
    noon = datetime.fromisoformat(f"{change[1]}T12:00Z")
    start, end = noon - timedelta(days=2), noon + timedelta(days=2)

    expected = list(runs_by_definition(given_fields, zone, start, end, timedelta(minutes=15)))

    assert list(Timetable(schedule=cron, zone=zone).runs(start, end)) == expected


@settings(max_examples=15)
@given(crons(fields(minutes=QUARTERS, years=st.just("2026"))), st.sampled_from(ZONES))
def test_gaps_equal_those_of_all_runs(drawn: tuple[list[str], Cron], name: str) -> None:
    """The longest and the shortest gap are those of the runs of a whole year, one by one."""
    given_fields, cron = drawn
    zone = ZoneInfo(name)
    start, end = datetime(2025, 12, 31, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC)
    runs = list(runs_by_definition(given_fields, zone, start, end, timedelta(minutes=15)))
    gaps = [later - earlier for earlier, later in pairwise(runs)]
    timetable = Timetable(schedule=cron, zone=zone)

    longest, shortest = timetable.longest_gap(), shortest_of(timetable)

    assert (longest and longest.length) == max(gaps, default=None)
    assert (shortest and shortest.length) == min(gaps, default=None)
    assert list(timetable.runs(start, end)) == runs
    assert longest is None or longest.begins + longest.length in runs
    assert longest is None or longest.begins in runs


@settings(max_examples=40)
@given(crons(fields(minutes=QUARTERS, years=st.just("2026"))), st.sampled_from(ZONES))
def test_gaps_of_moved_runs(drawn: tuple[list[str], Cron], name: str) -> None:
    """Where no run is left out, gaps are those of all local times of a year."""
    cron, zone = drawn[1], ZoneInfo(name)
    local = local_times(cron, date(2026, 1, 1), date(2026, 12, 31))
    runs = sorted({each.replace(tzinfo=zone).astimezone(UTC) for each in local})
    gaps = [later - earlier for earlier, later in pairwise(runs)]
    timetable = Timetable(schedule=cron, zone=zone, skipped="moved")

    longest, shortest = timetable.longest_gap(), shortest_of(timetable)

    assert (longest and longest.length) == max(gaps, default=None)
    assert (shortest and shortest.length) == min(gaps, default=None)


@pytest.mark.parametrize("name", ZONES)
def test_every_change_of_clocks_is_found(name: str) -> None:
    """Some zones change their clocks four times a year, a few weeks apart."""
    zone = ZoneInfo(name)
    start, end = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2010, 2032))
    found = changes(zone, start, end)
    offset, at = offset_at(zone, start), start
    for change in (*found, Change(at=end, before=0, after=0)):
        assert {offset_at(zone, second) for second in range(at, change.at, 6 * 3_600)} == {offset}
        offset, at = change.after, change.at
