import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.plan.specs.names import construct_id, qualified, runbook_path, shortened


def test_name_begins_with_system_and_stage() -> None:
    """A name says whose and where a thing is before it says what."""
    assert qualified("shop", "prod", "Check out", "no_orders") == "shop-prod-check-out-no-orders"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("no orders", "NoOrders"), ("aws/lambda.x", "AwsLambdaX"), ("a_b-c", "ABC")],
)
def test_construct_id_is_in_camel_case(name: str, expected: str) -> None:
    """Ids of constructs have letters and digits only."""
    assert construct_id(name) == expected


def test_runbook_has_a_page_of_its_own() -> None:
    """A runbook's page follows from the service, or type, and the alarm."""
    assert runbook_path("Check out", "no orders") == "check-out/no-orders.md"


def test_short_name_stays() -> None:
    """A name that fits is not changed."""
    assert shortened("a" * 40, 40) == "a" * 40


@given(st.text(min_size=41, max_size=80), st.text(min_size=41, max_size=80))
def test_long_names_stay_apart(one: str, other: str) -> None:
    """Names that are too long keep to the limit and stay different."""
    assert len(shortened(one, 40)) == 40
    assert (shortened(one, 40) == shortened(other, 40)) == (one == other)


def test_names_with_one_beginning_stay_apart() -> None:
    """Long names that differ at the end only do not become one."""
    assert shortened("a" * 50 + "b", 40) != shortened("a" * 50 + "c", 40)
