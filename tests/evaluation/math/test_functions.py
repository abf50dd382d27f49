from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import math_by_point as by_point
from tests.support.math_expressions import values
from tests.support.slots import PERIOD, Points, evaluate, points
from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.math import Scalar, TimeSeries, TimeSeriesArray, parse
from tocsin.evaluation.math.calendar_fields import calendar_field
from tocsin.evaluation.math.gaps import fill

_SERIES: dict[str, Points] = {
    "m1": [1, None, 3, 10],
    "m2": [5, None, None, 2],
    "empty": [None, None, None, None],
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("ABS(-m1)", [1, None, 3, 10]),
        ("CEIL(m1 / 2)", [1, None, 2, 5]),
        ("FLOOR(m1 / 2)", [0, None, 1, 5]),
        ("LOG10(m1)", [0, None, np.log10(3), 1]),
        ("LOG(m1 - 1)", [None, None, np.log(2), np.log(9)]),
        ("FILL(m1, 0)", [1, 0, 3, 10]),
        ("FILL(m2, m1)", [5, None, 3, 2]),
        ("FILL(m2, REPEAT)", [5, 5, 5, 2]),
        ("FILL(m2, LINEAR)", [5, 4, 3, 2]),
        ("FILL(m1, MIN(m1))", [1, 1, 3, 10]),
        ("FILL(empty, 7)", [7, 7, 7, 7]),
        ("FILL(empty, LINEAR)", [None] * 4),
        ("DIFF(m1)", [None, None, 2, 7]),
        ("DIFF_TIME(m1)", [None, None, 120, 60]),
        ("RATE(m1)", [None, None, 2 / 120, 7 / 60]),
        ("RUNNING_SUM(m1)", [1, None, 4, 14]),
        ("DIFF(empty)", [None] * 4),
        ("SUM([m1, m2])", [6, None, 3, 12]),
        ("AVG([m1, m2])", [3, None, 1.5, 6]),
        ("MIN([m1, m2])", [1, None, 3, 2]),
        ("MAX([m1, m2])", [5, None, 3, 10]),
        ("STDDEV([m1, m2])", [2, None, 0, 4]),
        ("TIME_SERIES(STDDEV(m1 * 10 ^ 200))", [None] * 4),
        ("DATAPOINT_COUNT([m1, m2])", [2, None, 1, 2]),
        ("SUM(METRICS('nothing'))", [None] * 4),
        ("FIRST(METRICS('nothing'))", [None] * 4),
        ("LAST([m1, m2])", [5, None, None, 2]),
        ("FIRST(SORT([m1, m2], SUM, ASC))", [5, None, None, 2]),
        ("FIRST(SORT([m1, m2], MIN, ASC))", [1, None, 3, 10]),
        ("LAST(SORT([m2, empty, m1], MAX, DESC))", [None] * 4),
        ("LAST(SORT([m2, empty, m1], MAX, DESC, 2))", [5, None, None, 2]),
        ("SUM(SLICE([m1, m2, m1], 1))", [6, None, 3, 12]),
        ("SUM(SLICE([m1, m2, m1], 0, 1))", [1, None, 3, 10]),
        ("TIME_SERIES(METRIC_COUNT([m1, empty]))", [2] * 4),
        ("TIME_SERIES(METRIC_COUNT(REMOVE_EMPTY([m1, empty])))", [1] * 4),
        ("SUM(100 / [m1, m2])", [120, None, 100 / 3, 60]),
        ("AVG([m1, m2] / m2)", [0.6, None, None, 3]),
        ("MAX(FILL([m1, m2], 4))", [5, 4, 4, 10]),
        ("SUM(RUNNING_SUM([m1, m2]))", [6, None, 4, 21]),
    ],
)
def test_functions_of_series(expression: str, expected: Points) -> None:
    """Each function has the value that its documentation describes, gaps included."""
    assert points(evaluate(expression, _SERIES)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("AVG(m1)", 14 / 3),
        ("SUM(m1)", 14),
        ("MIN(m1)", 1),
        ("MAX(m1)", 10),
        ("STDDEV(m2)", 1.5),
        ("DATAPOINT_COUNT(m1)", 3),
        ("DATAPOINT_COUNT(empty)", 0),
        ("METRIC_COUNT(METRICS())", 3),
        ("PERIOD(m1)", PERIOD),
    ],
)
def test_functions_to_scalars(expression: str, expected: float) -> None:
    """Over one series an aggregate looks at its points alone."""
    value = evaluate(expression, _SERIES)
    assert isinstance(value, Scalar)
    assert value.value == pytest.approx(expected)


@given(values)
def test_filling_equals_that_by_point(series: FloatArray) -> None:
    """FILL on an array gives what filling point after point gives."""
    given_points = points(TimeSeries(series))
    repeated = fill(TimeSeries(series), "REPEAT")
    assert points(repeated) == by_point.repeat(given_points)
    interpolated = fill(TimeSeries(series), "LINEAR")
    assert points(interpolated) == pytest.approx(by_point.linear(given_points), abs=1e-6)


@given(values)
def test_differences_equal_those_by_point(series: FloatArray) -> None:
    """DIFF on an array gives what subtracting point after point gives."""
    result = parse("DIFF(m)").evaluate(
        {"m": series}, timestamps=np.arange(len(series), dtype=np.int64), period=1
    )
    assert points(result) == by_point.difference(points(TimeSeries(series)))


@given(st.integers(-(10**9), 4 * 10**9))
def test_calendar_fields_equal_those_of_datetime(epoch: int) -> None:
    """Calendar functions agree with the standard library, in UTC, Monday being 1."""
    moment = datetime.fromtimestamp(epoch, UTC)
    expected = {
        "MINUTE": moment.minute,
        "HOUR": moment.hour,
        "DAY": moment.isoweekday(),
        "DATE": moment.day,
        "MONTH": moment.month,
        "YEAR": moment.year,
        "EPOCH": epoch,
    }
    timestamps = np.array([epoch], dtype=np.int64)
    found = {name: calendar_field(name, timestamps).values[0] for name in expected}
    assert found == expected


def test_calendar_functions_have_no_gaps() -> None:
    """A calendar function has a value at every slot, also where its argument has none."""
    assert points(evaluate("DAY(empty)", _SERIES)) == [4, 4, 4, 4]
    assert points(evaluate("IF(DAY(m1) < 6, m1)", _SERIES)) == [1, 0, 3, 10]


def test_sorting_keeps_labels_with_their_series() -> None:
    """A sorted array is the same series in another order."""
    value = evaluate("SORT(METRICS(), SUM, DESC)", _SERIES)
    assert isinstance(value, TimeSeriesArray)
    assert value.labels == ("m1", "m2", "empty")
