"""When AWS Backup starts jobs, as a viewpoint says it."""

from datetime import timedelta

import pytest

from tests.support.viewpoints import changed, problems_of
from tocsin.viewpoint.data_protection import BackupSchedule
from tocsin.viewpoint.restore_test import RestoreTest

NIGHTLY = "cron(0 3 * * ? *)"


@pytest.mark.parametrize(
    ("schedule", "what"),
    [
        ("cron(a b c d ? f)", "'a' is not a value of minutes"),
        ("cron(0 3 31 2 ? *)", "never comes"),
        ("cron(0 3 30 2 ? *)", "never comes"),
        ("cron(61 3 * * ? *)", "'61' is not a value of minutes"),
        ("cron(0 25 * * ? *)", "'25' is not a value of hours"),
        ("cron(0 3 ? * 8 *)", "'8' is not a value of day of week"),
        ("cron(0 3 1 * MON *)", "AWS reads only one of them"),
        ("0 9 * * * *", "is not a schedule of AWS Backup"),
        ("cron(0 9 ? * ? *)", "are both ?"),
        ("cron(* 5 * * ? *)", "runs twice within 1m"),
        ("cron(0/30 * * * ? *)", "runs twice within 30m"),
        ("cron(0 3 * * ? 2020-2025)", "does not run twice from 2026 on"),
        ("rate(1 day)", "AWS Backup takes no rate(...)"),
        ("5", "is not a schedule of AWS Backup"),
    ],
)
def test_schedule_that_aws_backup_refuses(schedule: str, what: str) -> None:
    """A schedule that would fail in the deployment is refused where it stands."""
    problems = problems_of(changed((NIGHTLY, f'"{schedule}"')))

    assert what in problems[0].what
    assert {problem.where.subject for problem in problems} == {
        "data_protection.schedules.daily.schedule"
    }


@pytest.mark.parametrize(
    ("schedule", "zone", "interval"),
    [
        (NIGHTLY, "UTC", timedelta(days=1)),
        (NIGHTLY, "Europe/Berlin", timedelta(hours=25)),
        ("cron(30 2 * * ? *)", "Europe/Berlin", timedelta(hours=47)),
        ("cron(30 2 * * ? *)", "Asia/Tokyo", timedelta(days=1)),
        ("cron(0 0/36 * * ? *)", "UTC", timedelta(days=1)),
        ("cron(0 3 31W * ? *)", "UTC", timedelta(days=63)),
    ],
)
def test_longest_interval(schedule: str, zone: str, interval: timedelta) -> None:
    """An objective has to survive the longest time between two starts, clocks included."""
    found = BackupSchedule.model_validate({"schedule": schedule, "time_zone": zone})

    assert found.longest_interval == interval


def test_starts_leave_out_what_clocks_skip() -> None:
    """A daily start at 02:30 in Berlin is missing once a year; local minutes stay those of day."""
    found = BackupSchedule.model_validate(
        {"schedule": "cron(30 2 * * ? *)", "time_zone": "Europe/Berlin"}
    )
    steps = [
        later - earlier for earlier, later in zip(found.starts, found.starts[1:], strict=False)
    ]

    assert {minute % 1_440 for minute in found.starts} == {150}
    assert sorted(steps)[-10:] == [1_440, *[2_880] * 9]


def test_starts_count_from_a_monday() -> None:
    """Minutes since the first Monday of the calendar fall into whole weeks."""
    sunday = BackupSchedule.model_validate({"schedule": "cron(30 6 ? * SUN *)"}).starts

    assert {minute % (7 * 1_440) for minute in sunday} == {6 * 1_440 + 6 * 60 + 30}


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ("cron(0 0/36 * * ? *)", "'0/36' in hours is 0 alone, once in each day"),
        ("cron(0 3 31W * ? *)", "'31W' comes in 7 of its 12 months"),
        ("cron(30 2 * * ? *)", "clocks of Europe/Berlin skip a run"),
    ],
)
def test_notes(schedule: str, words: str) -> None:
    """What is valid and yet surprises is known of each schedule."""
    (note,) = BackupSchedule.model_validate(
        {"schedule": schedule, "time_zone": "Europe/Berlin"}
    ).notes

    assert words in note.what


def test_restore_tests_may_be_frequent() -> None:
    """Only backups have to be an hour apart."""
    data = {"schedule": "cron(0/30 * * * ? *)", "protected": ["orders"], "within": "1h"}

    assert RestoreTest.model_validate(data).longest_interval == timedelta(minutes=30)
