from hypothesis import given
from hypothesis import strategies as st

from tocsin.backtest.alarm_outcome import Flapping, flapping


def test_three_firings_in_an_hour_are_flapping() -> None:
    """Three changes to ALARM within an hour are flapping, to the second."""
    assert flapping([0, 1800, 3600]) == (Flapping(start=0, end=3600, firings=3),)
    assert flapping([0, 1800, 3601]) == ()
    assert flapping([0, 60]) == ()


def test_flapping_goes_on() -> None:
    """Hours that share changes are one time of flapping, and hours that do not are several."""
    assert flapping([0, 1800, 3600, 5400]) == (Flapping(start=0, end=5400, firings=4),)
    assert flapping([0, 60, 120, 90_000, 90_060, 90_120]) == (
        Flapping(start=0, end=120, firings=3),
        Flapping(start=90_000, end=90_120, firings=3),
    )


@given(st.lists(st.integers(0, 40_000), unique=True).map(sorted))
def test_each_busy_hour_is_within_one_time_of_flapping(firings: list[int]) -> None:
    """A change is in a time of flapping if and only if some hour with it has three of them."""
    found = flapping(firings)

    for at in firings:
        hours = [[other for other in firings if 0 <= other - first <= 3600] for first in firings]
        is_busy = any(at in hour and len(hour) >= 3 for hour in hours)
        assert sum(each.start <= at <= each.end for each in found) == int(is_busy)
    for each in found:
        assert each.firings == sum(each.start <= at <= each.end for at in firings)
