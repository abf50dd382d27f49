"""Samples of one metric, and finding them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.support.alarms import ORDERS, alarm
from tocsin.evaluation import Metric, MetricData, MetricSeries, SuppliedSeries
from tocsin.evaluation.data.metric_series import MetricSeriesError, merged


def series(metric: Metric = ORDERS, **columns: Any) -> MetricSeries:  # noqa: ANN401 -- those of MetricSeries
    """Return a series of a metric, that which the alarm of the tests reads if none is given."""
    given = {"timestamps": [0.0, 60.0], "values": [1.0, 2.0], **columns}
    return MetricSeries(metric, **given)


def test_samples_are_sorted_by_time() -> None:
    """Samples may come in any order; those that belong together stay together."""
    read = series(timestamps=[120, 0, 60], values=[3, 1, 2], arrival=[300, 100, 200])

    assert read.sums.tolist() == [1, 2, 3]
    assert read.arrivals is not None
    assert read.arrivals.tolist() == [100, 200, 300]


def test_nan_is_a_gap() -> None:
    """A value of NaN is not a datapoint."""
    read = series(timestamps=[0, 60, 120], values=[1, np.nan, 3])

    assert read.timestamps.tolist() == [0, 120]


def test_dates_are_taken_as_seconds() -> None:
    """Timestamps of numpy's date type become seconds since 1970."""
    stamps = np.array(["1970-01-01T00:01", "1970-01-01T00:02"], dtype="datetime64[ns]")

    assert series(timestamps=stamps).timestamps.tolist() == [60, 120]


@pytest.mark.parametrize(
    "columns",
    [
        {"values": [1.0]},
        {"values": [1.0, np.inf]},
        {"timestamps": [0.0, np.nan]},
        {"minimums": [1.0, 1.0], "maximums": [1.0, 1.0]},
        {"counts": [1.0, 1.0], "minimums": [1.0, 1.0]},
        {"timestamps": [[0.0, 1.0]], "values": [[1.0, 1.0]]},
    ],
)
def test_arrays_that_do_not_fit_are_refused(columns: dict[str, Any]) -> None:
    """Arrays of differing lengths, infinities and half a statistic set name the metric."""
    with pytest.raises(MetricSeriesError, match="Shop Orders"):
        series(**columns)


def test_merging_keeps_every_sample() -> None:
    """Several sources of one metric are one series."""
    both = merged([series(), series(timestamps=[30], values=[5], counts=[2], arrival=[99])])

    assert both.sums.tolist() == [1, 10, 2]
    assert both.counts is not None
    assert both.counts.tolist() == [1, 2, 1]
    assert both.arrivals is not None
    assert [-np.inf, 99, -np.inf] == both.arrivals.tolist()


@pytest.mark.parametrize(
    ("unit", "asked", "found"),
    [
        ("Count", "Count", True),
        ("Count", None, True),
        ("Count", "Bytes", False),
        (None, "None", True),
        (None, "Count", False),
    ],
)
def test_units_are_never_converted(unit: str | None, asked: str | None, *, found: bool) -> None:
    """A unit in the alarm takes only datapoints of that unit."""
    data = MetricData([series(unit=unit)])

    assert found == (data.find(alarm(Unit=asked).queries[0]) is not None)


def test_dimensions_match_exactly() -> None:
    """A metric with dimensions is another metric than the same without."""
    data = MetricData([series(replace(ORDERS, dimensions=(("Stage", "prod"),)))])
    stage = [{"Name": "Stage", "Value": "prod"}]

    assert data.find(alarm().queries[0]) is None
    assert data.find(alarm(Dimensions=stage).queries[0]) is not None


def test_points_of_the_same_statistic_come_before_samples() -> None:
    """Aggregated points answer for their own statistic, samples for every other."""
    points, samples = series(statistic="Sum"), series()
    data = MetricData([samples, points])

    assert points is data.find(alarm(Statistic="Sum").queries[0])
    assert samples is data.find(alarm(Statistic="Average").queries[0])


def test_values_of_a_query_can_be_given_for_one_alarm() -> None:
    """Given values for the alarm's own query come before those for any alarm."""
    anyone = SuppliedSeries.of("ad1", [0], [1], [2])
    own = SuppliedSeries.of("ad1", [0], [3], [4], alarm_name="no-orders")
    data = MetricData(supplied=[anyone, own])

    assert own is data.supplied("no-orders", "ad1")
    assert anyone is data.supplied("other", "ad1")
    with pytest.raises(MetricSeriesError, match="as long as"):
        SuppliedSeries.of("ad1", [0], [1, 2])


def test_values_of_a_query_may_be_late() -> None:
    """A slot has the newest value that had arrived when it was looked at."""
    late = SuppliedSeries.of("q", [0, 60, 120], [1, 2, 3], arrival=[90, 150, 210])
    starts = np.array([0, 60, 60, 120])

    (seen,) = late.in_slots(starts, 60, seen_at=np.array([90.0, 149, 150, 209]))
    (whole,) = late.in_slots(starts, 60)

    assert np.array_equal(seen, [1, np.nan, 2, np.nan], equal_nan=True)
    assert whole.tolist() == [1, 2, 2, 3]
    with pytest.raises(MetricSeriesError, match="an arrival for each"):
        SuppliedSeries.of("q", [0, 60], [1, 2], arrival=[9])
