"""The emulator's stored metric data as series that the evaluator reads."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from local.overlay import emulator
from tocsin.evaluation import Metric, MetricAlarm, MetricData, MetricSeries

Point = Mapping[str, Any]
# Reaches past the longest range that the evaluator reads beyond the evaluation periods.
_EXTRA_PERIODS = 8
_EXTRA_SECONDS = 3600


def alarm_data(alarm: MetricAlarm, at: float) -> MetricData:
    """The recent data of every metric that an alarm reads, in the current request scope."""
    since = at - _EXTRA_SECONDS - alarm.period * (alarm.evaluation_periods + _EXTRA_PERIODS)
    metrics = {query.metric for query in alarm.queries if query.metric}
    return MetricData(one for metric in metrics for one in series_by_unit(metric, since))


def series_by_unit(metric: Metric, since: float, until: float = inf) -> list[MetricSeries]:
    """The data of a metric from one time to before another, in seconds; a series for each unit."""
    points = [point for point in stored_points(metric) if since <= point["Timestamp"] < until]
    by_unit: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_unit[point.get("Unit") or "None"].append(point)
    return [_series_of_unit(metric, unit, group) for unit, group in by_unit.items()]


def stored_points(metric: Metric) -> Sequence[Point]:
    """Everything stored of a metric: the dimensions match exactly, nothing is rolled up."""
    key = (metric.namespace, metric.name, emulator.dimensions_key(dict(metric.dimensions)))
    points: Sequence[Point] = emulator.metric_points.get(key) or ()
    return points


def _series_of_unit(metric: Metric, unit: str, points: list[Point]) -> MetricSeries:
    sets = [_statistic_set(point) for point in points]
    counts, sums, minimums, maximums = zip(*sets, strict=True)
    return MetricSeries(
        metric,
        unit=unit,
        timestamps=[point["Timestamp"] for point in points],
        values=sums,
        counts=counts,
        minimums=minimums,
        maximums=maximums,
    )


def _statistic_set(point: Point) -> tuple[float, float, float, float]:
    """Sample count, sum, minimum and maximum of a stored point."""
    if published := point.get("_stat"):
        count, total = float(published["SampleCount"]), float(published["Sum"])
        return count, total, float(published["Minimum"]), float(published["Maximum"])
    count, value = float(point.get("Count", 1.0)), float(point["Value"])
    return count, value * count, value, value
