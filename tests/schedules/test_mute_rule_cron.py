"""The cron of five fields that alarm mute rules take."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schedules.expressions import local_times, problem_of
from tocsin.schedules import ALARM_MUTE_RULE, Cron, Timetable, read_schedule


def _cron(expression: str) -> Cron:
    schedule = read_schedule(expression, ALARM_MUTE_RULE)
    assert isinstance(schedule, Cron)
    return schedule


@pytest.mark.parametrize(
    ("expression", "first", "second"),
    [
        ("cron(0 2 * * *)", "2026-05-01T02:00", "2026-05-02T02:00"),
        ("cron(0 2 * * SUN)", "2026-05-03T02:00", "2026-05-10T02:00"),
        ("cron(0 2 * * 0)", "2026-05-03T02:00", "2026-05-10T02:00"),
        ("cron(0 2 * * 7)", "2026-05-03T02:00", "2026-05-10T02:00"),
        ("cron(0 1 1 * *)", "2026-05-01T01:00", "2026-06-01T01:00"),
        ("cron(0 18 * * FRI)", "2026-05-01T18:00", "2026-05-08T18:00"),
        ("cron(0 18 * * fri)", "2026-05-01T18:00", "2026-05-08T18:00"),
        ("cron(0 23 * * *)", "2026-05-01T23:00", "2026-05-02T23:00"),
        ("cron(30 8-9 * * MON-FRI)", "2026-05-01T08:30", "2026-05-01T09:30"),
        ("cron(0 0 * * 5-7)", "2026-05-01T00:00", "2026-05-02T00:00"),
        ("cron(15,45 0 * JUN,DEC *)", "2026-06-01T00:15", "2026-06-01T00:45"),
        ("cron(0 0 31 * *)", "2026-05-31T00:00", "2026-07-31T00:00"),
        ("cron(0 0 29 FEB *)", "2028-02-29T00:00", "2032-02-29T00:00"),
        ("cron(0 0 13 * FRI)", "2026-05-01T00:00", "2026-05-08T00:00"),
    ],
)
def test_examples_of_aws_and_others(expression: str, first: str, second: str) -> None:
    """A cron expression runs at each minute that its fields match.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
    """
    runs = Timetable(schedule=_cron(expression)).runs(datetime.fromisoformat("2026-05-01T00:00Z"))

    assert [f"{next(runs):%Y-%m-%dT%H:%M}" for _ in range(2)] == [first, second]


_FIELD = st.one_of(st.just("*"), st.lists(st.integers(1, 5), min_size=1, max_size=3))


@settings(max_examples=60)
@given(st.tuples(_FIELD, _FIELD, _FIELD, _FIELD, _FIELD), st.integers(0, 700))
def test_cron_equals_its_definition(fields: tuple[str | list[int], ...], offset: int) -> None:
    """The times of an expression are the minutes that match every field, either day field."""
    text = " ".join(each if isinstance(each, str) else ",".join(map(str, each)) for each in fields)
    day = date(2026, 1, 1) + timedelta(days=offset)
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local time
    minutes = [midnight + timedelta(minutes=number) for number in range(24 * 60)]

    expected = [minute for minute in minutes if _matches(fields, minute)]

    assert local_times(_cron(f"cron({text})"), day, day) == expected


def _matches(fields: tuple[str | list[int], ...], moment: datetime) -> bool:
    numbers = (
        moment.minute,
        moment.hour,
        moment.day,
        moment.month,
        moment.isoweekday() % 7,
    )
    minute, hour, day, month, weekday = (
        field == "*" or number in field for field, number in zip(fields, numbers, strict=True)
    )
    either = "*" not in (fields[2], fields[4])
    return minute and hour and month and ((day or weekday) if either else (day and weekday))


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("cron(0 2 ? * SUN *)", "reads 5; write cron(0 2 * * SUN)"),
        ("cron(0 2 ? * 1 *)", "write cron(0 2 * * SUN)"),
        ("cron(0 2 ? * SUN)", "? stands in day of month, where a value is needed"),
        ("cron(60 2 * * *)", "minutes takes 0 to 59, and the signs , - *"),
        ("cron(0 24 * * *)", "hours takes 0 to 23"),
        ("cron(0 2 0 * *)", "day of month takes 1 to 31"),
        ("cron(0 2 * 13 *)", "JAN"),
        ("cron(0 2 * * 8)", "day of week takes 0 to 7 or SUN to SAT"),
        ("cron(*/5 2 * * *)", "'*/5' has a step, and minutes takes none"),
        ("cron(0 22-2 * * *)", "'22-2' ends before it begins; write 22-23,0-2"),
        ("cron(0 2 * * FRI-MON)", "write FRI,SAT,SUN,MON"),
        ("cron(0 2 * * SAT-SUN)", "write SAT,SUN"),
        ("cron(0 2 * NOV-FEB *)", "write NOV,DEC,JAN,FEB"),
        ("cron(0 2 L * *)", "'L' is not a value of day of month"),
        ("cron(0,, 9 * * *)", "minutes has nothing before or behind a comma"),
        ("cron(0 0 31 2 *)", "never comes"),
        ("at(2026-05-10T14:00:00)", "at(yyyy-MM-ddThh:mm)"),
        ("at(2026-02-30T14:00)", "exist"),
        ("0 2 * * *", "write cron(0 2 * * *)"),
    ],
)
def test_expressions_that_cloudwatch_refuses(expression: str, words: str) -> None:
    """A wrong expression is an error that says what may stand there."""
    assert words in str(problem_of(expression, ALARM_MUTE_RULE))


def test_a_rare_day_comes_by_either_field() -> None:
    """31 February never comes, and the Fridays beside it do."""
    assert problem_of("cron(0 0 31 2 FRI)", ALARM_MUTE_RULE) is None
