"""When two names are one name, written in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.checks.names_alike import AlikeNames, are_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Errors", "errors"),
        ("OrdersPlaced", "orders-placed"),
        ("OrdersPlaced", "Orders Placed"),
        ("PaymentErrors", "PaymentError"),
        ("PaymentErrors", "PaymetErrors"),
        ("PaymentErrors", "PaymnetErrors"),
        ("PaymentErrors", "PaymentErrars"),
        ("Requests5xx", "requests5XX"),
    ],
)
def test_alike(one: str, other: str) -> None:
    """Case, separators, or one letter."""
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Errors", "Errors"),
        ("Errors4xx", "Errors5xx"),
        ("p99", "p95"),
        ("shop-a-errors", "shop-b-errors"),
        ("PaymentErrorsA", "PaymentErrorsB"),
        ("PaymentErrors", "PaymentErrorsA"),
        ("payments-eu-errors", "payments-us-errors"),
        ("Cost", "Costs"),
        ("PaymentErrors", "PaymentFailures"),
        ("PaymentErrors", "PaymentErrorCount"),
        ("Orders", "OrdersPlaced"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    """The same, other digits, short names, and other words."""
    assert not are_alike(one, other)
    assert not are_alike(other, one)


NAMES = st.text(alphabet="aAbB1-", min_size=1, max_size=9)


@given(known=st.lists(NAMES, max_size=8), asked=NAMES)
def test_alike_names_are_found_without_comparing_each(known: list[str], asked: str) -> None:
    """The index finds the same as a comparison with each, and nothing else."""
    found = list(AlikeNames(known).find(asked))
    assert set(found) == {each for each in known if are_alike(each, asked)}
    assert len(found) == len(set(found))
