"""What is valid and yet surprises."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tocsin.schedules import (
    ALARM_MUTE_RULE,
    RESTORE_TESTING,
    Service,
    Timetable,
    notes_on,
    read_schedule,
)


def _notes(fields: str, zone: str = "UTC", service: Service = RESTORE_TESTING) -> list[str]:
    schedule = read_schedule(f"cron({fields})", service)
    timetable = Timetable(schedule=schedule, zone=ZoneInfo(zone), skipped=service.skipped)
    return [f"{note.what}; {note.fix}" for note in notes_on(timetable, today=date(2026, 6, 1))]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("0 0/36 * * ? *", "'0/36' in hours is 0 alone, once in each day"),
        ("0 13/12 * * ? *", "'13/12' in hours is 13 alone, once in each day"),
        ("0/60 3 * * ? *", "'0/60' in minutes is 0 alone, once in each hour"),
        ("0 3 1/40 * ? *", "'1/40' in day of month is 1 alone, once in each month"),
        ("0 3 1 6/12 ? *", "'6/12' in month is JUN alone, once in each year"),
        ("0 */7 * * ? *", "'*/7' in hours: from 21 to the next 0 it is 3, and not 7"),
        ("0/7 3 * * ? *", "'0/7' in minutes: from 56 to the next 0 it is 4, and not 7"),
        ("0 8/4 * * ? *", "'8/4' in hours: from 20 to the next 8 it is 12, and not 4"),
        ("0 3 1/2 * ? *", "'1/2' in day of month: from 31 to the next 1 it is 1, and not 2"),
        ("0 3 1 */5 ? *", "'*/5' in month: from NOV to the next JAN it is 2, and not 5"),
        (
            "0 3 31W * ? *",
            "'31W' comes in 7 of its 12 months: no day 31 in FEB, APR, JUN, SEP, NOV",
        ),
        ("0 3 31 * ? *", "'31' comes in 7 of its 12 months"),
        ("0 3 30 * ? *", "'30' comes in 11 of its 12 months: no day 30 in FEB"),
        ("0 3 15,31 JAN-JUN ? *", "'31' comes in 3 of its 6 months"),
        ("0 3 29 * ? *", "'29' comes in FEB only in leap years"),
        ("0 3 29 2 ? *", "'29' comes in FEB only in leap years"),
        ("0 3 29 * ? 2027,2199", "'29' comes in 11 of its 12 months"),
        ("0 3 ? * 6#5 *", "'6#5' comes only in months that have five such days; write 6L"),
        ("0 3 ? * L *", "'L' in day of week is each Saturday"),
        ("0 3 ? * 6L,2 *", "'6L' stands in a list; AWS shows it only alone"),
        ("0 3 1,L * ? *", "'L' stands in a list; AWS shows it only alone"),
        ("0 3 1,15W * ? *", "'15W' stands in a list; AWS shows it only alone"),
        ("50-10 3 * * ? *", "write 50-59,0-10, which is the same"),
        ("0 3 28-3 * ? *", "write 28-31,1-3, which is the same"),
        ("0 3 1 NOV-FEB ? *", "write NOV,DEC,JAN,FEB, which is the same"),
        ("0 20-2 ? * MON-FRI *", "'20-2' in hours goes past midnight"),
        ("0 3 * * ? 2020-2024", "it never runs again: its last year is 2024"),
        ("0 3 1 1 ? 2026", "it never runs again: its last year is 2026"),
        ("0 3 * * ? 2026-2030", "its last run is in 2030; write * if it is to go on"),
        ("0 3 * * ? 2020-2030", "its years begin with 2020, which is past"),
    ],
)
def test_what_surprises(fields: str, words: str) -> None:
    """What an expression does in another way than it seems to is said once."""
    (note,) = _notes(fields)

    assert words in note


@pytest.mark.parametrize(
    "fields",
    [
        "0 3 * * ? *",
        "0/15 * * * ? *",
        "0 */6 * * ? *",
        "0 1/6 * * ? *",
        "5/20 8-17 ? * MON-FRI *",
        "0 8-20/5 * * ? *",
        "0 8/1 * * ? *",
        "0 3 1-31 * ? *",
        "0 3 L * ? *",
        "0 3 LW * ? *",
        "0 3 31 1,3,5 ? *",
        "0 3 ? * SAT-SUN *",
        "0 3 ? * 2#1 *",
        "0 22-4 * * ? *",
        "0 22-4 ? * SUN-SAT *",
        "0 3 * * ? 2026/2",
        "0 3 * * ? 2026-2199",
    ],
)
def test_what_does_not_surprise(fields: str) -> None:
    """What does as it says has no note."""
    assert _notes(fields) == []


@pytest.mark.parametrize(
    ("fields", "zone", "words"),
    [
        ("30 2 * * ? *", "Europe/Berlin", "from 2027-03-27 02:30 the next one takes 47h"),
        ("0 0 * * ? *", "Africa/Cairo", "clocks of Africa/Cairo skip a run"),
        ("15 2 ? * SUN *", "Australia/Lord_Howe", "the next one takes 335h30m"),
    ],
)
def test_a_run_that_clocks_skip(fields: str, zone: str, words: str) -> None:
    """A time of day that is missing once a year leaves a gap; the note says how long."""
    (note,) = _notes(fields, zone)

    assert words in note


@pytest.mark.parametrize(
    ("fields", "zone"),
    [
        ("0 3 * * ? *", "Europe/Berlin"),
        ("0 * * * ? *", "Europe/Berlin"),
        ("30 2 * * ? *", "Asia/Tokyo"),
        ("30 2 1 JUN ? *", "Europe/Berlin"),
    ],
)
def test_clocks_that_skip_nothing(fields: str, zone: str) -> None:
    """An hour more or less between two runs is no surprise."""
    assert _notes(fields, zone) == []


def test_both_days_of_a_mute_rule() -> None:
    """Friday the 13th is each Friday and each 13th."""
    (note,) = _notes("0 0 13 * FRI", service=ALARM_MUTE_RULE)

    assert "a day that matches one of them is enough" in note
    assert _notes("30 2 * * *", "Europe/Berlin", ALARM_MUTE_RULE) == []
