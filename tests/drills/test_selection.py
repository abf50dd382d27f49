import pytest

from tocsin.diagnostics import InvalidValueError
from tocsin.drills.selection import parse_selection

NAMES = ("checkout.yaml::orders stop", "checkout.yaml::slow hours", "paging.yaml::orders wait")


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("orders", (0, 2)),
        ("ORDERS", (0, 2)),
        ("orders stop", (0,)),
        ("checkout.yaml", (0, 1)),
        ("checkout.yaml::orders", (0,)),
        ("orders and checkout", (0,)),
        ("orders or slow", (0, 1, 2)),
        ("not orders", (1,)),
        ("not not orders", (0, 2)),
        ("checkout and not (orders or none)", (1,)),
        ("(orders)", (0, 2)),
        ("slow or orders and paging", (1, 2)),
        ("nothing", ()),
    ],
)
def test_expressions(expression: str, chosen: tuple[int, ...]) -> None:
    """Words match anywhere in file and name; `and` binds closer than `or`."""
    matches = parse_selection(expression)

    assert tuple(number for number, name in enumerate(NAMES) if matches(name)) == chosen


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("", "the end stands where a word of a name is expected"),
        ("orders and", "the end stands where a word"),
        ("or orders", "'or' stands where a word"),
        ("(orders", "the end stands where ')' is expected"),
        ("orders)", "')' stands where and, or or the end is expected"),
        ("not", "the end stands where a word"),
    ],
)
def test_what_is_not_an_expression(expression: str, problem: str) -> None:
    """A broken expression says what stands where something else should."""
    with pytest.raises(InvalidValueError) as error:
        parse_selection(expression)

    assert problem in str(error.value)
