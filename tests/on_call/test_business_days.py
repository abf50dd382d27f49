"""Which days are business days, and when the next one begins."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.on_call import CHANGING_ZONES, at
from tocsin.on_call import BusinessDays

BERLIN = BusinessDays(
    time_zone="Europe/Berlin",
    holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}),
    holidays_end=date(2027, 1, 1),
)


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("2026-01-06T03:00", "2026-01-06T09:00"),
        ("2026-01-06T08:59", "2026-01-06T09:00"),
        ("2026-01-06T09:00", "2026-01-07T09:00"),
        ("2026-01-09T12:00", "2026-01-12T09:00"),
        ("2026-01-10T12:00", "2026-01-12T09:00"),
        # Easter, from Good Friday to Monday, and clocks that change on the Sunday before
        ("2026-04-02T17:00", "2026-04-07T09:00"),
        ("2026-03-27T17:00", "2026-03-30T09:00"),
    ],
)
def test_the_next_business_day_begins_in_its_morning(asked: str, begins: str) -> None:
    """Weekends and holidays are passed over, by the clocks of the place."""
    found = BERLIN.next_begin(at(asked, "Europe/Berlin"))

    assert found == at(begins, "Europe/Berlin")
    assert found.tzinfo is UTC


def test_a_day_is_a_holiday_where_people_work() -> None:
    """It is still Thursday in New York when Good Friday begins in Berlin."""
    asked = at("2026-04-02T19:00", "America/New_York")

    assert BERLIN.next_begin(asked) == at("2026-04-07T09:00", "Europe/Berlin")


def test_holidays_run_out() -> None:
    """From then on only the days of the week are known, so that nothing waits for ever."""
    assert BERLIN.holidays_run_out == at("2027-01-01T00:00", "Europe/Berlin")
    assert BERLIN.knows_holidays(at("2026-12-31T23:59", "Europe/Berlin"))
    assert not BERLIN.knows_holidays(at("2027-01-01T00:00", "Europe/Berlin"))
    assert BERLIN.is_business_day(date(2027, 3, 26))
    assert BusinessDays().holidays_run_out is None
    assert BusinessDays().knows_holidays(at("2099-01-01T00:00"))


@given(
    asked=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - made below
    zone=st.sampled_from(CHANGING_ZONES),
    begins=st.sampled_from([time(0), time(0, 30), time(2, 15), time(9), time(23, 30)]),
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found))),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=20),
)
def test_it_is_the_first_begin_of_a_business_day_after_the_moment(
    asked: datetime,
    zone: str,
    begins: time,
    days: tuple[int, ...],
    holidays: frozenset[date],
) -> None:
    """None is left out, wherever clocks change."""
    business_days = BusinessDays(days=days, time_zone=zone, begins=begins, holidays=holidays)
    moment = asked.replace(tzinfo=UTC)

    found = business_days.next_begin(moment)

    all_begins = (
        business_days.begin_of(day)
        for day in (moment.date() + timedelta(days=number) for number in range(-2, 60))
        if business_days.is_business_day(day)
    )
    assert found == min(each for each in all_begins if each > moment)
