"""Prices that fall with the number of units, and what is free."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.cost import Price, Tier, default_prices

METRIC = Price(
    id="custom-metric",
    title="custom metrics",
    unit="metric",
    tiers=(Tier(up_to=10_000, usd=0.30), Tier(up_to=250_000, usd=0.10), Tier(usd=0.05)),
    free=10,
)


@pytest.mark.parametrize(
    ("units", "usd", "usd_beyond_free"),
    [
        (0, 0.0, 0.0),
        (10, 3.0, 0.0),
        (100, 30.0, 27.0),
        (10_000, 3_000.0, 2_997.0),
        # The first example of AWS's page has tiers that follow each other like these.
        (10_001, 3_000.1, 2_997.1),
        (300_000, 3_000 + 24_000 + 2_500, 2_997 + 24_000 + 2_500),
    ],
)
def test_tiers_follow_each_other(units: float, usd: float, usd_beyond_free: float) -> None:
    """What is free is taken from the first ones."""
    assert METRIC.usd(units) == pytest.approx(usd)
    assert METRIC.usd(units, with_free=True) == pytest.approx(usd_beyond_free)


@given(st.floats(0, 1e7), st.floats(0, 1e7), st.booleans())
def test_more_never_costs_less(some: float, more: float, with_free: bool) -> None:  # noqa: FBT001 - drawn
    """And what is free is never paid back."""
    for price in default_prices().prices.values():
        less = price.usd(some, with_free=with_free)
        assert 0 <= less <= price.usd(some + more, with_free=with_free) + 1e-9


def test_a_price_may_be_for_many() -> None:
    """A million traces cost five dollars."""
    assert default_prices().prices["trace"].usd(2_000_000) == pytest.approx(10.0)
