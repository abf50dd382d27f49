"""Lists of prices, those of Tocsin and those of others."""

import pytest

from tocsin.cost import Price, Tier, default_prices, read_prices
from tocsin.diagnostics import InvalidInputError

HEAD = "region: eu-west-1\nas_of: 2026-12-01\nsource: the page of AWS\n"


def _problems(text: str) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        read_prices(text, "prices.yaml")
    return [f"{each.kind}: {each.what}" for each in caught.value.problems]


def test_the_list_of_tocsin_says_whose_prices_it_has() -> None:
    """A price without date and Region proves nothing."""
    assert default_prices().of_what == "list prices of us-east-1, as of 2026-11-28"
    assert "aws.amazon.com" in default_prices().source


def test_another_list_names_what_differs() -> None:
    """As a number, or with all that a price has; the others stay."""
    text = f"{HEAD}prices: {{alarm-metric: 0.11, trace: {{usd: 6, each: 1000}}}}"
    found = read_prices(text, "prices.yaml")

    assert (found.region, found.as_of) == ("eu-west-1", "2026-12-01")
    assert found.prices["alarm-metric"].usd(100) == pytest.approx(11.0)
    assert found.prices["alarm-metric"].free == 10
    assert found.prices["trace"].usd(2_000) == pytest.approx(12.0)
    assert found.prices["key"] == default_prices().prices["key"]


def test_a_price_that_nobody_knew_gets_one() -> None:
    """Text messages cost by country."""
    assert default_prices().prices["notification-sms"].tiers == ()
    found = read_prices(f"{HEAD}prices: {{notification-sms: 0.0079}}", "prices.yaml")
    assert found.prices["notification-sms"].tiers == (Tier(usd=0.0079),)


def test_tiers_are_read() -> None:
    """The last has no end."""
    text = f"{HEAD}prices:\n  custom-metric:\n    tiers: [{{up_to: 5, usd: 2}}, {{usd: 1}}]\n"
    price: Price = read_prices(text, "prices.yaml").prices["custom-metric"]
    assert price.usd(7) == pytest.approx(12.0)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("prices: {key: 1}", "prices/missing: region is missing"),
        (f"{HEAD}prices: {{keys: 1}}", "prices/unknown: 'keys' is not a price"),
        (f"{HEAD}prices: {{key: -1}}", "prices/not-a-number: -1 is not a number of 0 or more"),
        (
            f"{HEAD}prices: {{key: .nan}}",
            "prices/not-a-number: '.nan' is not a number of 0 or more",
        ),
        (f"{HEAD}prices: {{key: free}}", "prices/not-a-number: 'free' is not a number of 0"),
        (
            f"{HEAD}prices: {{key: {{tiers: [{{usd: 1}}, {{up_to: 5, usd: 2}}]}}}}",
            "prices/order: tiers do not follow each other",
        ),
        (f"{HEAD}prices: {{key: {{dollars: 1}}}}", "prices/unknown-key: the key 'dollars'"),
        (f"{HEAD}prices: [1]", "prices/wrong-type"),
        ("- 1", "prices/wrong-type"),
    ],
)
def test_a_wrong_list_is_refused(text: str, problem: str) -> None:
    """With what is wrong."""
    assert any(each.startswith(problem) for each in _problems(text)), _problems(text)


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Not one thing after the other."""
    assert len(_problems("prices: {keys: 1, key: -1}")) == 5
