import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.recorded import MONDAY
from tocsin.recorded.store.series import CompactSeries, joined


@given(
    slots=st.sets(st.integers(0, 500), min_size=1),
    period=st.sampled_from([1, 10, 60, 300, 86_400]),
    data=st.data(),
)
def test_packing_loses_nothing(slots: set[int], period: int, data: st.DataObject) -> None:
    """What is packed comes out as it went in, to the last bit."""
    timestamps = MONDAY + np.array(sorted(slots)) * float(period)
    number = st.one_of(
        st.integers(-(2**40), 2**40).map(float), st.floats(allow_nan=False, allow_infinity=False)
    )
    values = np.array(data.draw(st.lists(number, min_size=len(slots), max_size=len(slots))))

    packed = CompactSeries.of(timestamps, values, period)

    assert np.array_equal(packed.timestamps, timestamps)
    assert np.array_equal(packed.floats, values)
    assert packed.last == timestamps[-1]


@pytest.mark.parametrize(
    ("values", "size"), [([0, 255], 1), ([-1, 256], 2), ([70_000], 4), ([0.5], 4), ([0.1], 8)]
)
def test_values_take_the_least_memory(values: list[float], size: int) -> None:
    """Counts, which are small whole numbers, take a byte each."""
    timestamps = np.array([MONDAY + 60.0 * at for at in range(len(values))])

    packed = CompactSeries.of(timestamps, np.array(values, dtype=np.float64), 60)

    assert packed.values.itemsize == size


def test_parts_are_joined_in_order_of_time() -> None:
    """Parts may come in any order."""
    late = CompactSeries.of(np.array([MONDAY + 60.0]), np.array([2.0]), 60)
    early = CompactSeries.of(np.array([float(MONDAY)]), np.array([1.0]), 60)

    timestamps, values = joined([late, early])

    assert timestamps.tolist() == [MONDAY, MONDAY + 60]
    assert values.tolist() == [1.0, 2.0]
