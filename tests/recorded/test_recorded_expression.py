import numpy as np

from tests.support.recorded import MONDAY
from tocsin.recorded.store.series import (
    RecordedExpression,
    as_band,
    continued,
)


def test_bounds_are_distinguished_by_value() -> None:
    """The lower of two results is the lower bound; a time that only one has is left out."""
    upper = np.array([0.0, 60.0]), np.array([5.0, 6.0])
    lower = np.array([60.0, 120.0]), np.array([1.0, 2.0])

    times, bounds = as_band([upper, lower])

    assert times.tolist() == [60.0]
    assert [bound.tolist() for bound in bounds] == [[1.0], [6.0]]


def _expression(
    start: int, *values: float, expression: str = "BAND(<errors>)"
) -> RecordedExpression:
    timestamps = np.array([MONDAY + start + 60.0 * at for at in range(len(values))])
    bounds = (np.array(values), np.array(values) + 10)
    return RecordedExpression(
        expression=expression, region=None, period=60, timestamps=timestamps, bounds=bounds
    )


def test_results_go_on_in_the_next_file() -> None:
    """A recording has a file for each day; together they are one result."""
    later, earlier = _expression(120, 3, 4), _expression(0, 1, 2, 3)
    other = _expression(0, 9, expression="BAND(<orders>)")

    joined, alone = continued([later, earlier, other])

    assert joined.timestamps.tolist() == [MONDAY + 60 * at for at in range(4)]
    assert [bound.tolist() for bound in joined.bounds] == [[1, 2, 3, 4], [11, 12, 13, 14]]
    assert alone.bounds[0].tolist() == [9]
