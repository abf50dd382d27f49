from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.recorded import MONDAY
from tocsin.evaluation import Metric, parse_statistic
from tocsin.recorded.store.raw_series import RawSeries, check_series
from tocsin.recorded.store.series import SeriesKey

KEY = SeriesKey(
    metric=Metric(namespace="Shop", name="Errors"), statistic=parse_statistic("Sum"), period=60
)


def _series(points: Sequence[tuple[float, float]]) -> RawSeries:
    return RawSeries(
        key=KEY,
        timestamps=np.array([MONDAY + 60.0 * minute for minute, _ in points]),
        values=np.array([value for _, value in points], dtype=np.float64),
        source="errors.csv",
        rows=np.arange(2, 2 + len(points)),
    )


@pytest.mark.parametrize(
    ("points", "line", "word", "kept"),
    [
        ([(0, 1), (1, float("nan")), (2, 3)], 3, "nan is not a number", [1, 3]),
        ([(0, 1), (1, float("inf")), (2, 3)], 3, "inf is not a number", [1, 3]),
        ([(0, 1), (2, 3), (1, 2), (3, 4)], 4, "out of order", [1, 2, 3, 4]),
        ([(0, 1), (1, 2), (1, 9), (2, 3)], 4, "stands twice", [1, 2, 3]),
        ([(0, 1), (1.5, 2), (2, 3)], 3, "lies 30 s off the other points", [1, 3]),
        ([(0.5, 9), (1, 1), (2, 2), (3, 3)], 2, "lies 30 s off the other points", [1, 2, 3]),
        ([(0, 1), (1.5, 9)], 3, "lies 30 s off the other points", [1]),
    ],
    ids=["nan", "infinite", "order", "double", "period", "first", "tie"],
)
def test_bad_point_is_named_and_left_out(
    points: list[tuple[float, float]], line: int, word: str, kept: list[float]
) -> None:
    """Each kind of bad point has a problem with its line, and the good ones stay."""
    checked, problems = check_series(_series(points))

    assert len(problems) == 1
    assert word in problems[0].what
    assert problems[0].where.position is not None
    assert problems[0].where.position.line == line
    assert checked.values.tolist() == kept


def test_descending_order_is_good() -> None:
    """CloudWatch returns the newest first unless it is asked otherwise."""
    checked, problems = check_series(_series([(2, 3), (1, 2), (0, 1)]))

    assert problems == []
    assert checked.values.tolist() == [1, 2, 3]


def test_very_many_bad_points_are_counted() -> None:
    """A thousand bad points make six problems, and the last says how many more there are."""
    _, problems = check_series(_series([(minute, float("nan")) for minute in range(1000)]))

    assert len(problems) == 6
    assert "995 more points" in problems[-1].what


def test_nothing_is_fine() -> None:
    """A series without points has no problems."""
    checked, problems = check_series(_series([]))

    assert problems == []
    assert checked.timestamps.size == 0


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30).map(lambda half: half / 2), st.floats(-10, 10) | st.just(np.nan)
        )
    )
)
def test_what_stays_can_be_trusted(points: list[tuple[float, float]]) -> None:
    """Whatever comes in, what stays is in order, on the period, without doubles; or it is said."""
    checked, problems = check_series(_series(points))

    steps = np.diff(checked.timestamps)
    assert (steps > 0).all()
    assert (steps % 60 == 0).all()
    assert np.isfinite(checked.values).all()
    assert checked.values.size == len(points) or problems
