"""How much each contact is on call, and how much of it is hard."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.on_call import CHANGING_ZONES, at, rotation
from tocsin.on_call import BusinessDays, Stretch, shares, stretches

HOUR = timedelta(hours=1)


def test_hours_are_counted_where_people_work() -> None:
    """A week of Berlin, with a holiday, by its own nights and its own days."""
    rotations = {"primary": rotation("ana", "ben", zone="Europe/Berlin")}
    begin = at("2026-04-27T09:00", "Europe/Berlin")
    days = BusinessDays(time_zone="Europe/Berlin", holidays=frozenset({date(2026, 5, 1)}))

    found = stretches("primary", rotations, begin, begin + timedelta(weeks=2))

    ana, ben = shares(found, days)
    assert (ana.contact, ana.total, ana.nights) == ("ana", 168 * HOUR, 56 * HOUR)
    assert (ana.weekends, ana.holidays) == (48 * HOUR, 24 * HOUR)
    assert (ben.contact, ben.total, ben.holidays) == ("ben", 168 * HOUR, timedelta())


def test_a_night_in_which_clocks_change_is_as_long_as_it_is() -> None:
    """In Berlin it has an hour less in March, and one more in October."""
    days = BusinessDays(time_zone="Europe/Berlin")
    nights = [
        shares([Stretch(begins=begin, ends=begin + 24 * HOUR, contacts=("ana",))], days)[0].nights
        for begin in (at("2026-03-28T12:00"), at("2026-10-24T12:00"), at("2026-06-06T12:00"))
    ]

    assert nights == [7 * HOUR, 9 * HOUR, 8 * HOUR]


@given(
    zone=st.sampled_from(CHANGING_ZONES),
    begin=st.integers(0, 400 * 24 * 4),
    quarters=st.integers(1, 8 * 24 * 4),
)
def test_parts_of_a_time_are_counted_as_asking_each_quarter_says(
    zone: str, begin: int, quarters: int
) -> None:
    """Whatever the clocks do, and nothing is lost."""
    quarter = timedelta(minutes=15)
    first = datetime(2026, 1, 1, tzinfo=UTC) + begin * quarter
    days = BusinessDays(time_zone=zone, holidays=frozenset({date(2026, 1, 6), date(2026, 10, 4)}))
    whole = Stretch(begins=first, ends=first + quarters * quarter, contacts=("ana",))
    parts = [
        Stretch(begins=at, ends=at + quarter, contacts=("ana",))
        for at in (first + number * quarter for number in range(quarters))
    ]

    (found,) = shares([whole], days)

    assert found.total == quarters * quarter
    assert (found,) == shares(parts, days)
