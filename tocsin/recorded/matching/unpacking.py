"""Recorded points as the series that a query reads."""

from collections.abc import Mapping

import numpy as np

from tocsin.evaluation import (
    FloatArray,
    MetricQuery,
    MetricSeries,
    SuppliedSeries,
    parse_statistic,
)
from tocsin.recorded.matching.match import Match, Mismatch, match_query
from tocsin.recorded.store import RecordedData, RecordedExpression

_SUM = parse_statistic("Sum")
_MINUTE = 60
_TEN_SECONDS = 10


def recorded_series(
    query: MetricQuery,
    period: int,
    region: str | None,
    recorded: RecordedData,
    resolved: Mapping[str, str],
) -> MetricSeries | None:
    """Return what was recorded of the metric of a query; None if nothing serves it.

    Args:
        query: A query on a metric.
        period: How many seconds its datapoints stand for.
        region: Where the metric is; None for anywhere.
        recorded: The data.
        resolved: What texts in dimension values stand for in the data.
    """
    found = match_query(query, period, region, recorded, resolved)
    return None if isinstance(found, Mismatch) else unpacked(found, query, recorded)


def recorded_result(
    expression: str, period: int, region: str | None, recorded: RecordedData
) -> SuppliedSeries | None:
    """Return the recorded result of an expression, by its canonical text; None if there is none."""
    for each in recorded.expressions:
        is_here = region is None or each.region in {None, region}
        if is_here and (each.expression, each.period) == (expression, period):
            return supplied(each, expression)
    return None


def unpacked(match: Match, query: MetricQuery, recorded: RecordedData) -> MetricSeries:
    """Return the points that serve a query.

    An average of several periods needs the number of samples of each. For minutes with Sum 2, 40
    and SampleCount 1, 4, or with Average 2, 10 and the same counts, it is (2 + 40) / (1 + 4) = 8.4.
    """
    points = recorded.series[match.key]
    wait = _wait_for(match.key.period)
    if match.weights is None:
        return _series(query, points.timestamps + wait, points.floats, is_aggregated=True)
    weights = recorded.series[match.weights]
    timestamps, at, weight_at = np.intersect1d(
        points.timestamps, weights.timestamps, assume_unique=True, return_indices=True
    )
    timestamps, values, counts = timestamps + wait, points.floats[at], weights.floats[weight_at]
    if match.key.statistic != _SUM:
        return _series(query, timestamps, values, counts=counts)
    means = values / np.maximum(counts, 1.0)
    return _series(query, timestamps, values, counts=counts, extremes=means)


def _wait_for(period: int) -> int:
    """Return how long after its timestamp a value is placed: in the last moment of its period.

    Nobody knows the value of a period before it ends. Evaluations come every minute, or every ten
    seconds; the first that reads so late a moment is the first after the end, and each slot that
    is as long as the period still holds one value.
    """
    return max(0, period - (_MINUTE if period >= _MINUTE else _TEN_SECONDS))


def _series(
    query: MetricQuery,
    timestamps: FloatArray,
    values: FloatArray,
    *,
    is_aggregated: bool = False,
    counts: FloatArray | None = None,
    extremes: FloatArray | None = None,
) -> MetricSeries:
    """Return points as a series of the query's metric; each array is `(points,)`.

    Args:
        query: What reads them.
        timestamps: Seconds since 1970.
        values: Of each point.
        is_aggregated: Whether the values are the query's statistic already.
        counts: How many samples each value stands for.
        extremes: What stands for the least and the greatest sample of each value that is a sum.
    """
    assert query.metric is not None
    return MetricSeries(
        query.metric,
        unit=query.unit,
        timestamps=timestamps,
        values=values,
        counts=counts,
        minimums=extremes,
        maximums=extremes,
        statistic=query.statistic if is_aggregated else None,
    )


def supplied(recorded: RecordedExpression, query_id: str) -> SuppliedSeries:
    """Return a recorded result without the points at which a bound is missing."""
    finite = np.isfinite(np.vstack(recorded.bounds)).all(axis=0)
    bounds = [bound[finite] for bound in recorded.bounds]
    known_from = recorded.timestamps[finite] + _wait_for(recorded.period)
    return SuppliedSeries.of(query_id, known_from, *bounds)
