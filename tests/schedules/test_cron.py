"""AWS's cron of six fields: documented examples, and the definition minute by minute."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.schedules.expressions import crons, fields, local_times, problem_of
from tests.schedules.reference import matches
from tocsin.schedules import RESTORE_TESTING, Cron, Timetable, read_schedule


def _cron(expression: str) -> Cron:
    schedule = read_schedule(expression, RESTORE_TESTING)
    assert isinstance(schedule, Cron)
    return schedule


def _first(expression: str, count: int, start: str = "2026-09-08T09:30") -> list[str]:
    runs = Timetable(schedule=_cron(expression)).runs(datetime.fromisoformat(f"{start}:00Z"))
    return [f"{next(runs):%m-%dT%H:%M}" for _ in range(count)]


@pytest.mark.parametrize(
    ("expression", "runs"),
    [
        ("cron(0 10 * * ? *)", ["09-08T10:00", "09-09T10:00"]),
        ("cron(15 12 * * ? *)", ["09-08T12:15", "09-09T12:15"]),
        ("cron(0 18 ? * MON-FRI *)", ["09-08T18:00", "09-09T18:00", "09-10T18:00", "09-11T18:00"]),
        ("cron(0 8 1 * ? *)", ["10-01T08:00", "11-01T08:00"]),
        ("cron(0/15 * * * ? *)", ["09-08T09:30", "09-08T09:45", "09-08T10:00"]),
        ("cron(0/10 * ? * MON-FRI *)", ["09-08T09:30", "09-08T09:40"]),
        ("cron(0/5 8-17 ? * MON-FRI *)", ["09-08T09:30", "09-08T09:35"]),
        ("cron(0 9 ? * 2#1 *)", ["10-05T09:00", "11-02T09:00"]),
        ("cron(15 * ? * * *)", ["09-08T10:15", "09-08T11:15"]),
        ("cron(0 12 * * ? *)", ["09-08T12:00", "09-09T12:00"]),
        ("cron(0 5 ? * * *)", ["09-09T05:00", "09-10T05:00"]),
        ("cron(15 10 ? * 6L 2026-2027)", ["09-25T10:15", "10-30T10:15"]),
        ("cron(1/10 * * * ? *)", ["09-08T09:31", "09-08T09:41"]),
        ("cron(0 0 3W * ? *)", ["10-02T00:00", "11-03T00:00"]),
        ("cron(0 0 ? * 3#2 *)", ["10-13T00:00", "11-10T00:00"]),
        ("cron(0 0 ? * TUE#3 *)", ["09-15T00:00", "10-20T00:00"]),
        ("cron(0 0 L * ? *)", ["09-30T00:00", "10-31T00:00"]),
        ("cron(0 0 ? * L *)", ["09-12T00:00", "09-19T00:00"]),
    ],
)
def test_examples_of_aws(expression: str, runs: list[str]) -> None:
    """What AWS's pages show is read as they say.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html
    https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html
    """
    assert _first(expression, len(runs)) == runs


def test_hours_past_midnight_are_as_aws_says() -> None:
    """From 20:00 to 02:30 on weekdays: early on Monday too, and not on Saturday.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
    """
    cron = _cron("cron(0/30 20-2 ? * MON-FRI *)")

    days = [date(2026, 9, 6) + timedelta(days=number) for number in range(7)]
    hours = [sorted({moment.hour for moment in local_times(cron, day, day)}) for day in days]

    assert hours == [[], *[[0, 1, 2, 20, 21, 22, 23]] * 5, []]


@settings(max_examples=60)
@given(crons(fields()), st.dates(date(2026, 1, 1), date(2033, 1, 1)))
def test_cron_equals_its_definition(drawn: tuple[list[str], Cron], day: date) -> None:
    """The times of an expression are the minutes that its definition takes."""
    given_fields, cron = drawn
    minutes = (_midnight(day) + timedelta(minutes=number) for number in range(24 * 60))

    expected = [minute for minute in minutes if matches(given_fields, minute)]

    assert local_times(cron, day, day) == expected


MIDNIGHTS = fields(st.just("0"), st.just("0"))


@settings(max_examples=60)
@given(crons(MIDNIGHTS), st.integers(2026, 2032))
def test_days_equal_their_definition(drawn: tuple[list[str], Cron], year: int) -> None:
    """The days of a year are those that the definition takes."""
    given_fields, cron = drawn
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]

    expected = [day for day in days if matches(given_fields, _midnight(day))]

    assert list(cron.dates(days[0], days[-1])) == expected


@settings(max_examples=60)
@given(MIDNIGHTS)
@example(["0", "0", "?", "FEB", "MON#5", "*"])
def test_only_what_never_comes_is_refused(given_fields: list[str]) -> None:
    """Of fields that are valid one by one, those are refused whose day never comes."""
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(7 * 366)]
    # The 29th of February comes round to the same weekday after 28 years only.
    days += [date(year, 2, 29) for year in range(2036, 2064, 4)]
    comes = any(matches(given_fields, _midnight(day)) for day in days)

    problem = problem_of(f"cron({' '.join(given_fields)})", RESTORE_TESTING)

    assert comes == (problem is None)
    assert problem is None or "never comes" in problem.what


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local time


@pytest.mark.parametrize(
    ("expression", "day"),
    [
        ("cron(0 5 1W * ? *)", "2026-08-03"),
        ("cron(0 5 LW 5 ? *)", "2026-05-29"),
        ("cron(0 5 31W 5 ? *)", "2026-05-29"),
        ("cron(0 5 30W 5 ? *)", "2026-05-29"),
        ("cron(0 5 16W 8 ? *)", "2026-08-17"),
    ],
)
def test_nearest_weekday_stays_in_its_month(expression: str, day: str) -> None:
    """A first on a Saturday is moved forward, a last on a Sunday back."""
    wanted = date.fromisoformat(day)

    days = list(_cron(expression).dates(wanted.replace(day=1), wanted.replace(day=31)))

    assert days == [wanted]


@pytest.mark.parametrize(
    ("expression", "year", "days"),
    [("cron(0 3 31W * ? *)", 2026, 7), ("cron(0 3 29 2 ? *)", 2027, 0)],
)
def test_days_that_some_months_lack(expression: str, year: int, days: int) -> None:
    """A month without the day has no run, and none in its place."""
    assert len(list(_cron(expression).dates(date(year, 1, 1), date(year, 12, 31)))) == days


def test_one_space_stands_between_fields() -> None:
    """However many spaces are written, an expression has one form."""
    assert _cron(" cron( 0  3 * *  ? * ) ").expression == "cron(0 3 * * ? *)"


@pytest.mark.parametrize(
    ("expression", "start", "first"),
    [
        ("cron(0 3 * * ? *)", "2026-05-05T03:00", "2026-05-05T03:00"),
        ("cron(0 3 * * ? *)", "2026-05-05T03:01", "2026-05-06T03:00"),
        ("cron(0 0 29 2 ? *)", "2098-01-01T00:00", "2104-02-29T00:00"),
        ("cron(0 0 1 1 ? 2026)", "2026-01-01T00:01", None),
    ],
)
def test_runs_begin_at_a_time(expression: str, start: str, first: str | None) -> None:
    """The first run is the one at that time, or the next, however far away it is."""
    timetable = Timetable(schedule=read_schedule(expression, RESTORE_TESTING))

    found = next(timetable.runs(datetime.fromisoformat(start).replace(tzinfo=UTC)), None)

    assert (found and f"{found:%Y-%m-%dT%H:%M}") == first
