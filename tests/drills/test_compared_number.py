import pytest

from tocsin.drills.mutation.compared_number import compared_numbers


@pytest.mark.parametrize(
    ("expression", "changed"),
    [
        ("a + 5", []),
        ("SELECT SUM(x) FROM y", []),
        ("IF(tried >= 10, 100 * failed / tried, 0)", ["IF(tried >= 7, 100 * failed / tried, 0)"]),
        ("10<a", ["7<a"]),
        ("a > 1.5e2 AND b < .5", ["a > 7 AND b < .5", "a > 1.5e2 AND b < 7"]),
        ("IF((a + b) != 0, 1, 2)", ["IF((a + b) != 7, 1, 2)"]),
    ],
)
def test_only_compared_numbers_change(expression: str, changed: list[str]) -> None:
    """Numbers beside a comparison are thresholds; others are left as they are."""
    assert [each.replaced(7) for each in compared_numbers(expression)] == changed


def test_how_it_is_written() -> None:
    """A number is written with what it is compared with; a negative one stays one operand."""
    left, right = compared_numbers("IF(10 < a + b, c, d > 0)")

    assert (left.written(9), right.written(1)) == ("9 < a + b", "d > 1")
    assert right.replaced(-1) == "IF(10 < a + b, c, d > (-1))"
