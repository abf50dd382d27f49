"""How sets of dimensions stand in messages."""

import pytest

from tocsin.checks.dimension_sets import dimensions_text, sets_text


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), "without dimensions"),
        (("QueueName",), "by QueueName"),
        (("TableName", "Operation"), "by Operation and TableName"),
        (("C", "A", "B"), "by A, B and C"),
    ],
)
def test_a_set_of_dimensions(names: tuple[str, ...], expected: str) -> None:
    """Names stand in one order, however a template has them."""
    assert dimensions_text(names) == expected


def test_sets_begin_with_the_smallest() -> None:
    """Most metrics are read by few dimensions."""
    sets = [frozenset({"B", "A"}), frozenset({"A"}), frozenset[str]()]

    assert sets_text(sets) == "without dimensions, by A, or by A and B"
    assert sets_text([frozenset({"A"})]) == "by A"


def test_very_many_sets_are_cut() -> None:
    """A message names some, and says that there are more."""
    text = sets_text([frozenset({f"D{number}"}) for number in range(9)])

    assert text == "by D0, by D1, by D2, by D3, by D4, or …"
