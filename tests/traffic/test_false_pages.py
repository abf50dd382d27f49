"""How often chance fires an alarm; tests/backtest holds the same against the evaluator."""

from math import comb, exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.traffic import (
    MONTH,
    CountingAlarm,
    Profile,
    chance_in_a_month,
    datapoints_needed,
    false_pages,
    is_trusted,
    share_in_alarm,
)

TEN_AN_HOUR = 10 / 3_600


def _alarm(*, limit: int = 0, periods: int = 3, needed: int = 3, minutes: int = 1) -> CountingAlarm:
    return CountingAlarm(
        limit=limit,
        on_few=True,
        period=minutes * 60,
        shift=60,
        evaluation_periods=periods,
        datapoints_to_alarm=needed,
    )


def _always(rate: float) -> Profile:
    return Profile(shares=((rate, 1.0),))


def test_three_empty_minutes_at_ten_an_hour() -> None:
    """By hand: a minute that is not empty, and three that are."""
    empty = exp(-10 / 60)

    assert false_pages(_alarm(), _always(TEN_AN_HOUR)) == pytest.approx(
        MONTH / 60 * (1 - empty) * empty**3
    )
    assert share_in_alarm(_alarm(), _always(TEN_AN_HOUR)) == pytest.approx(empty**3)


@given(st.floats(1e-4, 1.0), st.integers(1, 6), st.integers(1, 4))
def test_a_run_of_empty_minutes_has_the_length_of_the_whole_window(
    rate: float, periods: int, minutes: int
) -> None:
    """That each period is empty is that all their minutes are: both ways of counting agree."""
    alarm = _alarm(periods=periods, needed=periods, minutes=minutes)
    empty = exp(-rate * 60)

    expected = MONTH / 60 * (1 - empty) * empty ** (periods * minutes)
    assert false_pages(alarm, _always(rate)) == pytest.approx(expected, rel=1e-9, abs=1e-300)


@settings(max_examples=30)
@given(
    st.floats(1e-3, 0.2), st.integers(0, 6), st.integers(1, 5), st.integers(1, 5), st.integers(1, 3)
)
def test_time_in_alarm_is_that_of_independent_periods(
    rate: float, limit: int, periods: int, needed: int, minutes: int
) -> None:
    """And an alarm fires at most as often as it is on, a minute each time."""
    alarm = _alarm(limit=limit, periods=periods, needed=min(needed, periods), minutes=minutes)
    chance = alarm.chance_of_breach(rate)

    share = share_in_alarm(alarm, _always(rate))
    expected = sum(
        comb(periods, number) * chance**number * (1 - chance) ** (periods - number)
        for number in range(alarm.datapoints_to_alarm, periods + 1)
    )
    assert share == pytest.approx(expected)
    assert false_pages(alarm, _always(rate)) <= MONTH / 60 * share * (1 + 1e-9) + 1e-9


@given(st.floats(1e-3, 0.5), st.floats(1e-2, 10))
def test_the_wait_is_the_shortest_that_is_enough(rate: float, at_most: float) -> None:
    """One period less would fire too often."""
    profile, alarm = _always(rate), _alarm()
    needed = datapoints_needed(alarm, profile, at_most=at_most, longest=100_000)

    assert needed is not None
    assert is_trusted(alarm.waiting(needed), profile, at_most=at_most)
    assert needed == 1 or not is_trusted(alarm.waiting(needed - 1), profile, at_most=at_most)


def test_no_wait_is_enough_for_what_is_usual() -> None:
    """Fewer than is usual is no incident, however long it lasts."""
    alarm = _alarm(limit=99)

    assert datapoints_needed(alarm, _always(TEN_AN_HOUR), at_most=1, longest=1_440) is None


def test_an_alarm_that_never_ends_is_not_trusted() -> None:
    """It fires seldom, because it is always on."""
    alarm, profile = _alarm(limit=99), _always(TEN_AN_HOUR)

    assert false_pages(alarm, profile) < 1e-9
    assert not is_trusted(alarm, profile, at_most=1)


def test_quiet_times_count_nothing() -> None:
    """A rate counts for its share of the time."""
    half = Profile(shares=((TEN_AN_HOUR, 0.5),))

    assert 2 * false_pages(_alarm(), half) == false_pages(_alarm(), _always(TEN_AN_HOUR))
    assert half.slowest == TEN_AN_HOUR


def test_many_events_breach_an_alarm_on_many() -> None:
    """More than nine in five minutes, where five are usual."""
    alarm = CountingAlarm(
        limit=9, on_few=False, period=300, shift=300, evaluation_periods=1, datapoints_to_alarm=1
    )

    assert alarm.chance_of_breach(1 / 60) == pytest.approx(0.031828, rel=1e-4)
    assert alarm.chance_of_breach(30 / 60) == pytest.approx(1.0)


def test_chance_of_at_least_one() -> None:
    """Of one that is expected, nearly two in three."""
    assert chance_in_a_month(1) == pytest.approx(0.632, abs=1e-3)
