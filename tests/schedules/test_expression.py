"""What each service takes, and what is said of what it does not take."""

import pytest

from tests.schedules.expressions import problem_of
from tocsin.schedules import (
    ALARM_MUTE_RULE,
    AWS_BACKUP,
    RESTORE_TESTING,
    Service,
)


def _messages(expression: str, service: Service) -> list[str]:
    error = problem_of(expression, service)
    return [str(each) for each in (error, *error.also)] if error else []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("61 3 * * ? *", "'61' is not a value of minutes; minutes takes 0 to 59"),
        ("60 3 * * ? *", "'60' is not a value of minutes"),
        (
            "0 25 * * ? *",
            "'25' is not a value of hours; hours takes 0 to 23, and the signs , - * /",
        ),
        ("0 24 * * ? *", "'24' is not a value of hours"),
        ("0 3 0 * ? *", "'0' is not a value of day of month; day of month takes 1 to 31"),
        ("0 3 32 * ? *", "'32' is not a value of day of month"),
        ("0 3 1,x * ? *", "'x' is not a value of day of month"),
        ("0 3 * 13 ? *", "'13' is not a value of month; month takes 1 to 12 or JAN to DEC"),
        ("0 3 * JUNE ? *", "'JUNE' is not a value of month; did you mean 'JUN'?"),
        (
            "0 3 ? * 8 *",
            "'8' is not a value of day of week; day of week takes 1 to 7 or SUN to SAT",
        ),
        ("0 3 ? * 0 *", "AWS counts from 1, Sunday"),
        ("0 3 * * ? 1969", "'1969' is not a value of year; year takes 1970 to 2199"),
        ("0 3 * * ? 2200", "'2200' is not a value of year"),
        ("0 3 * * ? 2030-2026", "'2030-2026' ends before it begins"),
        ("0 3 * * * *", "AWS reads only one of them; write ? for day of week"),
        ("0 3 * * MON *", "AWS reads only one of them; write ? for day of month"),
        ("0 3 1 * MON *", "AWS reads only one of them; write ? for one of the two"),
        ("0 3 ? * ? *", "day of month and day of week are both ?; write * for one of the two"),
        ("? 3 * * ? *", "? stands in minutes, where a value is needed; write * for each value"),
        ("0 3 ?,1 * ? *", "? stands in day of month, where a value is needed"),
        ("0 3 31 2 ? *", "'cron(0 3 31 2 ? *)' never comes: none of its months has such a day"),
        ("0 3 30 FEB ? *", "never comes"),
        ("0 3 31 4,6,9,11 ? *", "never comes"),
        ("0 3 30W 2 ? *", "never comes"),
        ("0 3 29 2 ? 2027", "never comes"),
        ("0 3 29 2 ? 2100", "never comes"),
        ("0 3 ? * 2#6 *", "'2#6': a month has a day of the week four or five times"),
        ("0 3 ? * 2#0 *", "four or five times"),
        ("0 3 ? * 2# *", "four or five times"),
        ("0 3 ? * #1 *", "'#1' is not valid"),
        ("0 3 ? * 3#1,6#3 *", "'3#1,6#3' has more beside #, and AWS reads only one such day"),
        ("0 3 ? * MON,6#3 *", "AWS reads only one such day"),
        ("0 3 ? * */2 *", "'*/2' has a step, and day of week takes none"),
        ("0 3 ? * 1W *", "'1W' is not a value of day of week"),
        ("0 3 32W * ? *", "'32W' is not valid: '32' is not a value of day of month"),
        ("0 3 1-5W * ? *", "'1-5W' is not valid"),
        ("0 3 W * ? *", "'W' is not valid"),
        ("0 3 L-3 * ? *", "'L-3' counts from the last day, and AWS documents no such day"),
        ("0 L * * ? *", "'L' is not a value of hours"),
        ("0 */0 * * ? *", "'*/0' has the step '0'; write a step from 1 to 23"),
        ("0 */x * * ? *", "'*/x' is not a value of hours"),
        ("0 /5 * * ? *", "'/5' in hours has nothing in front of its step; write */5"),
        ("0 1- * * ? *", "'1-' is not a value of hours"),
        ("0 -5 * * ? *", "'-5' is not a value of hours"),
        ("0 1.5 * * ? *", "'1.5' is not a value of hours"),
        ("0 \u0661 * * ? *", "is not a value of hours"),
        ("0 3,, * * ? *", "hours has nothing before or behind a comma"),
        (f"{'9' * 200} 3 * * ? *", "is not a value of minutes"),
        (f"*/{'9' * 200} 3 * * ? *", "has the step"),
    ],
)
def test_fields_that_aws_refuses(fields: str, what: str) -> None:
    """The field is named, the value shown, and what is allowed listed."""
    (message,) = _messages(f"cron({fields})", RESTORE_TESTING)

    assert what in message


def test_everything_wrong_is_said_at_once() -> None:
    """Each field that is wrong has a problem of its own."""
    messages = _messages("cron(a b c d ? f)", RESTORE_TESTING)

    assert [message.split(";")[0] for message in messages] == [
        "'a' is not a value of minutes",
        "'b' is not a value of hours",
        "'c' is not a value of day of month",
        "'d' is not a value of month",
        "'f' is not a value of year",
    ]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("0 9 * * *", "write cron(0 9 * * ? *)"),
        ("*/5 * * * *", "write cron(minutes hours day-of-month month day-of-week year)"),
        ("cron(0 9 * * *)", "write cron(0 9 * * ? *)"),
        ("0 9 * * 1-5", "write cron(0 9 ? * MON-FRI *)"),
        ("0 9 * * 0,6", "write cron(0 9 ? * SUN,SAT *)"),
        ("0 9 1 * *", "write cron(0 9 1 * ? *)"),
        ("@daily", "write cron(0 0 * * ? *)"),
        ("@weekly", "write cron(0 0 ? * SUN *)"),
        ("0 9 * * ? *", "write cron(0 9 * * ? *)"),
        ("0 9 * * * *", "write cron(0 9 * * ? *)"),
        ("0 9 * * MON *", "write cron(0 9 ? * MON *)"),
        ("0 0 9 * * ?", "write cron(0 9 * * ? *)"),
        ("0 0 9 ? * MON 2027", "write cron(0 9 ? * MON 2027)"),
        ("cron(0 9 * * ? *", "write cron(0 9 * * ? *)"),
        ("CRON(0 9 * * ? *)", "write cron(0 9 * * ? *)"),
        ("0 9 1 * 1", "write cron(minutes hours day-of-month month day-of-week year), as cron("),
        ("daily", "write cron(minutes hours"),
        ("", "write cron(minutes hours"),
        ("cron()", "write cron(minutes hours"),
        ("cron(0 3 * * ? *) # nightly", "write cron(minutes hours"),
        ("rate(1 day)", "write cron(minutes hours"),
        ("at(2026-12-24T14:00:00)", "write cron(minutes hours"),
    ],
)
def test_what_was_meant_is_written_out(text: str, fix: str) -> None:
    """Cron of Unix and of Quartz, and what lacks its brackets, is written as AWS reads it."""
    (message,) = _messages(text, AWS_BACKUP)

    assert fix in message


@pytest.mark.parametrize(
    ("expression", "fix"),
    [
        ("cron(* 5 * * ? *)", "as cron(0 5 * * ? *)"),
        ("cron(0/30 * * * ? *)", "as cron(0 * * * ? *)"),
        ("cron(15,45 3 * * ? *)", "as cron(15 3 * * ? *)"),
        ("cron(0,59 3 * * ? *)", "as cron(0 3 * * ? *)"),
        ("cron(0,30 0,23 ? * SUN *)", "as cron(0 0,23 ? * SUN *)"),
    ],
)
def test_backups_are_an_hour_apart(expression: str, fix: str) -> None:
    """AWS Backup makes snapshots at most once an hour; restore tests have no such limit.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
    """
    (message,) = _messages(expression, AWS_BACKUP)

    assert fix in message
    assert "AWS Backup needs 1h between runs" in message
    assert _messages(expression, RESTORE_TESTING) == []


@pytest.mark.parametrize(
    "expression",
    [
        "cron(0 * * * ? *)",
        "cron(30 0,23 * * ? *)",
        "cron(59 0-23 ? * SUN-SAT *)",
        "cron(00 03 * * ? *)",
        "cron(0 3 ? jan-jun mon,Wed,FRI *)",
        "cron(0 3 31 1-12 ? 1970-2199)",
        "cron(0 3 *,5 * ? *)",
        "cron(0 3 1/2 * ? 2026/2)",
        "cron(0 20-2 * * ? *)",
        "cron(0 3 ? * FRI-MON *)",
        "cron(0 3 1 NOV-FEB ? *)",
        "cron(0 3 29 2 ? *)",
        "cron(0 3 LW * ? *)",
        "cron(0 3 ? * FRIL *)",
        "cron(0 0/36 * * ? *)",
        "cron(0/60 3 * * ? *)",
        "cron(0 3 31W * ? *)",
    ],
)
def test_unusual_schedules_are_valid(expression: str) -> None:
    """What is right and unusual is taken."""
    assert _messages(expression, AWS_BACKUP) == []


@pytest.mark.parametrize(
    ("expression", "service", "message"),
    [
        ("rate(5 minutes)", RESTORE_TESTING, "AWS Backup restore testing takes no rate(...)"),
        ("at(2026-12-24T14:00)", RESTORE_TESTING, "AWS Backup restore testing takes no at(...)"),
        ("at(2026-12-24T14:00:00)", ALARM_MUTE_RULE, "write at(yyyy-MM-ddThh:mm)"),
        ("at(2026-02-30T14:00)", ALARM_MUTE_RULE, "does not exist"),
        ("at(0001-01-01T00:00)", ALARM_MUTE_RULE, "is not a time of the years 1970 to 2199"),
        ("at(9999-12-31T23:59)", ALARM_MUTE_RULE, "is not a time of the years 1970 to 2199"),
        ("at(2026-12-24T14:00)", ALARM_MUTE_RULE, None),
        ("rate(1 day)", ALARM_MUTE_RULE, "an alarm mute rule takes no rate(...)"),
        (f"cron({' ' * 300}0 3 * * ? *)", RESTORE_TESTING, "use at most 256"),
    ],
)
def test_single_times(expression: str, service: Service, message: str | None) -> None:
    """Each service takes the forms that AWS documents for it.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
    """
    messages = _messages(expression, service)

    assert len(messages) == (0 if message is None else 1)
    assert not message or message in messages[0]
