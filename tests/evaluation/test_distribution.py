"""Percentiles and trimmed statistics of samples."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.alarms import ORDERS
from tocsin.alarms.metric import parse_statistic
from tocsin.evaluation import EvaluationOptions, MetricSeries
from tocsin.evaluation.statistics.grouped_statistic import grouped_statistic

TEN = [float(number) for number in range(1, 11)]


def value_of(
    statistic: str,
    values: list[float],
    options: EvaluationOptions | None = None,
    **columns: Any,  # noqa: ANN401 -- the columns of MetricSeries
) -> float:
    """Compute a statistic of one group of samples."""
    series = MetricSeries(ORDERS, timestamps=range(len(values)), values=values, **columns)
    found = grouped_statistic(
        parse_statistic(statistic),
        series,
        np.arange(len(values)),
        np.zeros(len(values), dtype=np.int64),
        group_count=1,
        options=options or EvaluationOptions(),
    )
    return float(found.values[0])


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        ("p0", 1.0),
        ("p50", 5.5),
        ("p90", 9.1),
        ("p100", 10.0),
        ("tm90", 5.0),
        ("TM(10%:90%)", 5.5),
        ("TM(2:5)", 4.0),
        ("TM(2:)", 6.5),
        ("TC(10%:90%)", 8.0),
        ("tc85", 8.5),
        ("TC(2:5)", 3.0),
        ("TS(10%:90%)", 44.0),
        ("PR(2:5)", 30.0),
        ("PR(:5)", 50.0),
        ("PR(5:)", 50.0),
        ("wm90", 5.41),
        ("WM(2:5)", 4.1),
        ("IQM", 5.5),
    ],
)
def test_statistics_of_one_to_ten(statistic: str, expected: float) -> None:
    """Lower bounds are exclusive, upper bounds inclusive, and shares may be fractions."""
    assert expected == pytest.approx(value_of(statistic, TEN))


@pytest.mark.parametrize(
    ("method", "expected"), [("linear", 1.5), ("lower", 1.0), ("higher", 2.0), ("nearest", 2.0)]
)
def test_percentile_between_two_samples_is_an_option(method: Any, expected: float) -> None:  # noqa: ANN401 -- a literal
    """How a percentile between two samples is found can be chosen."""
    options = EvaluationOptions(percentile_method=method)

    assert expected == value_of("p50", [1.0, 2.0], options)


@pytest.mark.parametrize("statistic", ["p50", "p90", "tm80", "TC(:80%)", "wm80", "PR(1:3)"])
@given(samples=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=8))
def test_counts_equal_repetition(statistic: str, samples: list[tuple[int, int]]) -> None:
    """A value with a count of three is the value three times."""
    repeated = [float(value) for value, count in samples for _ in range(count)]
    values, counts = zip(*samples, strict=True)
    counted = value_of(statistic, [float(value) for value in values], counts=counts)

    assert value_of(statistic, repeated) == pytest.approx(counted, nan_ok=True)


def test_negative_values_have_no_percentile() -> None:
    """Percentile statistics are not available when a value is negative."""
    assert np.isnan(value_of("p50", [1.0, -1.0]))


@pytest.mark.parametrize(
    ("counts", "minimums", "maximums", "has_percentile"),
    [
        ([1.0], [4.0], [4.0], True),
        ([2.0], [2.0], [2.0], True),
        ([2.0], [1.0], [3.0], False),
    ],
)
def test_statistic_set_has_percentiles_only_when_its_values_are_equal(
    counts: list[float], minimums: list[float], maximums: list[float], *, has_percentile: bool
) -> None:
    """A set of differing values hides its distribution."""
    result = value_of("p50", [4.0], counts=counts, minimums=minimums, maximums=maximums)

    assert has_percentile == np.isfinite(result)
