from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation.mute import parse_schedule
from tocsin.evaluation.mute.cron import parse_cron
from tocsin.evaluation.mute.duration import parse_duration


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "first", "second"),
    [
        ("cron(0 2 * * *)", "2026-05-01T02:00", "2026-05-02T02:00"),
        ("cron(0 2 * * SUN)", "2026-05-03T02:00", "2026-05-10T02:00"),
        ("cron(0 2 * * 0)", "2026-05-03T02:00", "2026-05-10T02:00"),
        ("cron(0 2 * * 7)", "2026-05-03T02:00", "2026-05-10T02:00"),
        ("cron(0 1 1 * *)", "2026-05-01T01:00", "2026-06-01T01:00"),
        ("cron(0 18 * * fri)", "2026-05-01T18:00", "2026-05-08T18:00"),
        ("cron(30 8-9 * * MON-FRI)", "2026-05-01T08:30", "2026-05-01T09:30"),
        ("cron(15,45 0 * JUN,DEC *)", "2026-06-01T00:15", "2026-06-01T00:45"),
        ("cron(0 0 31 * *)", "2026-05-31T00:00", "2026-07-31T00:00"),
        ("cron(0 0 29 FEB *)", "2028-02-29T00:00", "2032-02-29T00:00"),
        ("cron(0 0 13 * FRI)", "2026-05-01T00:00", "2026-05-08T00:00"),
    ],
)
def test_cron_expressions_begin_windows(expression: str, first: str, second: str) -> None:
    """A cron expression begins a window at each minute that its fields match."""
    schedule = parse_schedule(expression, "PT1H")
    starts = schedule.starts(_utc("2026-05-01T00:00"), _utc("2033-01-01T00:00"))
    assert [next(starts), next(starts)] == [_utc(first), _utc(second)]


_FIELD = st.one_of(st.just("*"), st.lists(st.integers(1, 5), min_size=1, max_size=3))


def _text(field: str | list[int]) -> str:
    return field if isinstance(field, str) else ",".join(map(str, field))


@given(st.tuples(_FIELD, _FIELD, _FIELD, _FIELD, _FIELD), st.integers(0, 700), st.integers(0, 3))
def test_cron_equals_its_definition(
    fields: tuple[str | list[int], ...], offset: int, span: int
) -> None:
    """The times of a cron expression are the minutes that match every field, either day field."""
    first = date(2026, 1, 1) + timedelta(days=offset)
    last = first + timedelta(days=span)
    expected = []
    moment = datetime.combine(first, datetime.min.time())
    while moment.date() <= last:
        minute, hour, day, month, weekday = (
            field == "*" or value in field
            for field, value in zip(
                fields,
                (moment.minute, moment.hour, moment.day, moment.month, moment.isoweekday() % 7),
                strict=True,
            )
        )
        either = "*" not in (fields[2], fields[4])
        if minute and hour and month and ((day or weekday) if either else (day and weekday)):
            expected.append(moment)
        moment += timedelta(minutes=1)
    cron = parse_cron(" ".join(map(_text, fields)))
    assert list(cron.occurrences(first, last)) == expected


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("cron(0 2 ? * SUN *)", "five fields"),
        ("cron(0 2 ? * SUN)", "day of month takes"),
        ("cron(60 2 * * *)", "minutes takes *, 0 to 59"),
        ("cron(0 24 * * *)", "hours takes"),
        ("cron(0 2 0 * *)", "day of month takes"),
        ("cron(0 2 * 13 *)", "JAN"),
        ("cron(0 2 * * 8)", "SUN"),
        ("cron(*/5 2 * * *)", "minutes takes"),
        ("cron(0 9-8 * * *)", "from a lower to a higher value"),
        ("cron(0,, 9 * * *)", "minutes takes"),
        ("rate(1 day)", "cron(minutes hours"),
        ("at(2026-05-10T14:00:00)", "at(yyyy-MM-ddThh:mm)"),
        ("at(2026-02-30T14:00)", "exist"),
        ("0 2 * * *", "cron(minutes hours"),
    ],
)
def test_expressions_that_cloudwatch_rejects(expression: str, words: str) -> None:
    """A wrong schedule expression is an error that says what may stand there."""
    with pytest.raises(InvalidValueError) as caught:
        parse_schedule(expression, "PT1H")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Berlin", "2026-03-28", "2026-03-28T01:30"),
        ("Europe/Berlin", "2026-03-29", "2026-03-29T01:30"),
        ("Europe/Berlin", "2026-03-30", "2026-03-30T00:30"),
        ("Europe/Berlin", "2026-10-25", "2026-10-25T00:30"),
        ("Europe/Berlin", "2026-10-26", "2026-10-26T01:30"),
        ("America/New_York", "2026-03-08", "2026-03-08T07:30"),
        ("America/New_York", "2026-11-01", "2026-11-01T07:30"),
        ("Asia/Tokyo", "2026-03-29", "2026-03-28T17:30"),
        ("UTC", "2026-03-29", "2026-03-29T02:30"),
    ],
)
def test_changes_of_clocks_neither_lose_nor_repeat_a_window(
    zone: str, day: str, expected: str
) -> None:
    """02:30 begins one window a day: at 03:30 where it is skipped, once where it repeats."""
    at = parse_schedule(f"at({day}T02:30)", "PT1H", zone)
    assert list(at.starts(_utc("2026-01-01T00:00"), _utc("2027-01-01T00:00"))) == [_utc(expected)]
    daily = parse_schedule("cron(30 2 * * *)", "PT1H", zone)
    begins = list(daily.starts(_utc("2026-01-01T00:00"), _utc("2027-01-01T00:00")))
    assert _utc(expected) in begins
    assert len(begins) == 365


def test_an_unknown_time_zone_is_an_error() -> None:
    """A time zone that is not in the IANA database is refused."""
    with pytest.raises(InvalidValueError, match="Europe/Berln"):
        parse_schedule("cron(0 2 * * *)", "PT1H", "Europe/Berln")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT1M", timedelta(minutes=1)),
        ("PT4H", timedelta(hours=4)),
        ("P2DT12H", timedelta(days=2, hours=12)),
        ("P7D", timedelta(days=7)),
        ("P1W", timedelta(days=7)),
        ("PT90M", timedelta(minutes=90)),
        ("PT60S", timedelta(minutes=1)),
        ("P15D", timedelta(days=15)),
    ],
)
def test_durations_are_those_of_iso_8601(text: str, expected: timedelta) -> None:
    """A duration of weeks, days, hours, minutes and seconds is read."""
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "4h", "PT59S", "P15DT1M", "P1M", "P1Y", "PT-1H", "P" + "9" * 48]
)
def test_durations_that_cloudwatch_rejects(text: str) -> None:
    """A duration that is malformed, below a minute or above 15 days is refused."""
    with pytest.raises(InvalidValueError):
        parse_duration(text)
