"""Percentiles and trimmed statistics of samples."""

from fractions import Fraction
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


MEANS = ["Average", "p0", "p29", "p99.9", "tm99", "tm3.7", "TM(0.1%:33.3%)", "TM(0:)"]
MEANS += ["wm99", "WM(10%:90%)", "WM(0:)", "IQM"]
FINITE = st.floats(min_value=0, max_value=2.0**360)


@pytest.mark.parametrize("statistic", MEANS)
@given(value=FINITE.filter(bool), counts=st.lists(st.integers(1, 1000), min_size=1, max_size=300))
def test_mean_of_equal_values_is_that_value(
    statistic: str, value: float, counts: list[int]
) -> None:
    """No rounding makes a constant breach a threshold that it only reaches."""
    values = [value] * len(counts)

    assert value_of(statistic, values) == value
    assert value_of(statistic, values, counts=[float(count) for count in counts]) == value


@pytest.mark.parametrize("statistic", ["tm90", "TM(12.5%:)", "wm66.6", "WM(20%:80%)", "IQM"])
@given(values=st.lists(st.floats(0, 1e9), min_size=1, max_size=50))
def test_mean_lies_among_the_values(statistic: str, values: list[float]) -> None:
    """A mean is neither below the least nor above the greatest value."""
    assert min(values) <= value_of(statistic, values) <= max(values)


@given(
    values=st.lists(st.floats(0, 1e6), min_size=1, max_size=40),
    bounds=st.lists(st.integers(0, 1000), min_size=2, max_size=2, unique=True).map(sorted),
)
def test_trimmed_statistics_are_exact_but_for_one_rounding(
    values: list[float], bounds: list[int]
) -> None:
    """Shares, sums and means are those of exact fractions, to within the last bit."""
    low, high = (Fraction(bound, 1000) * len(values) for bound in bounds)
    kept = [
        (max(Fraction(0), min(Fraction(place + 1), high) - max(Fraction(place), low)), value)
        for place, value in enumerate(sorted(values))
    ]
    count = sum(share for share, _ in kept)
    total = sum(share * Fraction(value) for share, value in kept)
    written = f"({bounds[0] / 10}%:{bounds[1] / 10}%)"

    for name, exact in (("TC", count), ("TS", total), ("TM", total / count)):
        expected = float(exact)
        assert abs(value_of(name + written, values) - expected) <= np.spacing(expected)


@pytest.mark.parametrize(
    ("statistic", "values", "expected"),
    [
        ("tm99", [1.7] * 10, 1.7),
        ("TS(:99%)", [1.7] * 10, 16.83),
        ("tc99.9", [1.0] * 10, 9.99),
        ("p29", [float(number) for number in range(101)], 29.0),
        ("p99.9", [float(number) for number in range(1001)], 999.0),
    ],
)
def test_written_decimals_count(statistic: str, values: list[float], expected: float) -> None:
    """A percentage is the decimal that was written, not the binary number nearest to it."""
    assert value_of(statistic, values) == expected


def test_percentile_at_a_sample_needs_no_interpolation() -> None:
    """A rank that is a whole number is found, whatever the method."""
    hundred = [float(number) for number in range(101)]
    for method in ("linear", "lower", "higher", "nearest"):
        options = EvaluationOptions(percentile_method=method)
        assert value_of("p29", hundred, options) == 29.0


@pytest.mark.parametrize(
    "statistic", ["Sum", "Average", "p50", "p90", "tm80", "TC(:80%)", "wm80", "PR(1:3)"]
)
@given(samples=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=8))
def test_counts_equal_repetition(statistic: str, samples: list[tuple[int, int]]) -> None:
    """A value with a count of three is the value three times."""
    repeated = [float(value) for value, count in samples for _ in range(count)]
    values, counts = zip(*samples, strict=True)
    counted = value_of(statistic, [float(value) for value in values], counts=counts)

    assert value_of(statistic, repeated) == pytest.approx(counted, nan_ok=True)


@pytest.mark.parametrize("statistic", ["Sum", "Average"])
@given(samples=st.lists(st.tuples(st.integers(0, 99), st.integers(1, 9)), min_size=1, max_size=8))
def test_decimals_add_up_however_they_are_counted(
    statistic: str, samples: list[tuple[int, int]]
) -> None:
    """Three times 0.1 is as much as 0.1 and 0.1 and 0.1."""
    repeated = [tenths / 10 for tenths, count in samples for _ in range(count)]
    values = [tenths / 10 for tenths, _ in samples]
    counts = [float(count) for _, count in samples]

    assert value_of(statistic, values, counts=counts) == value_of(statistic, repeated)


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
