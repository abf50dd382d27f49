import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.pages import count_ticks, ticks


@pytest.mark.parametrize(
    ("least", "greatest", "expected"),
    [
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (0.13, 0.92, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (-5, 5, (-6, -4, -2, 0, 2, 4, 6)),
        (3, 3, (3, 4)),
    ],
)
def test_marks_are_round(least: float, greatest: float, expected: tuple[float, ...]) -> None:
    """The marks of an axis are round numbers around all that is drawn."""
    assert ticks(least, greatest) == expected


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_marks_are_around_everything(one: float, other: float) -> None:
    """Whatever the numbers, few marks include both, or hardly leave them out."""
    least, greatest = sorted((one, other))

    found = ticks(least, greatest)

    slack = 1e-6 * max(abs(least), abs(greatest), 1.0)
    assert 2 <= len(found) <= 9
    assert found[0] <= least + slack
    assert found[-1] >= greatest - slack


@given(st.integers(0, 10**6))
def test_counts_have_whole_marks(most: int) -> None:
    """Half an alert does not exist."""
    found = count_ticks(most)

    assert all(tick == int(tick) for tick in found)
    assert found[0] == 0
    assert found[-1] >= most
