"""Reductions over a sliding window."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.evaluation.statistics.sliding import sliding_reduction


@pytest.mark.parametrize("ufunc", [np.add, np.minimum, np.maximum])
@given(values=st.lists(st.integers(-50, 50), min_size=1, max_size=40), length=st.integers(1, 40))
def test_equals_the_reduction_of_every_run(ufunc: np.ufunc, values: list[int], length: int) -> None:
    """Each result is the reduction of its own run of neighbours."""
    length = min(length, len(values))
    array = np.array(values, dtype=np.float64)
    expected = [
        ufunc.reduce(array[first : first + length]) for first in range(len(values) - length + 1)
    ]

    assert expected == sliding_reduction(ufunc, array, length).tolist()


def test_large_value_leaves_nothing_behind() -> None:
    """A sum of zeros is zero, also right after a value beyond the precision of others."""
    values = np.array([0.1, 1e17, 0.0, 0.0, 0.0])

    assert sliding_reduction(np.add, values, 2)[-1] == 0.0
