"""GetMetricData, computed as alarms compute theirs, so that a graph shows what an alarm sees.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np

from local.overlay.api import RefusedError
from local.overlay.metrics.data_query import DataQuery, read_queries
from local.overlay.metrics.metric_points import series_by_unit
from local.overlay.metrics.pages import Result, page
from local.overlay.metrics.time_range import TimeRange, time_range
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import (
    DEFAULT_OPTIONS,
    FloatArray,
    MetricData,
    MetricQuery,
    SlotGrid,
    math,
    slot_values,
)

_Queries: TypeAlias = Mapping[str, DataQuery]


def get_metric_data(request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer GetMetricData.

    Raises:
        RefusedError: CloudWatch would refuse the request, or it cannot be computed here.
    """
    times = time_range(request, "ValidationError")
    queries = read_queries(request["MetricDataQueries"])
    found: dict[str, list[Result]] = {}
    for period, group in _by_period(queries).items():
        found |= _results(group, period, times)
    results = [result for name in queries for result in found.get(name, ())]
    return page(results, request)


def _by_period(queries: _Queries) -> dict[int, dict[str, DataQuery]]:
    """The queries by the period of the metrics that they are, or that they read."""
    groups: dict[int, dict[str, DataQuery]] = {}
    for name, one in queries.items():
        periods = _periods(name, queries, set()) or {one.own_period}
        if len(periods) > 1:
            listed = " and ".join(f"{period} s" for period in sorted(periods))
            message = f"query {name!r}: it reads metrics of {listed}; give them one period"
            raise RefusedError(message)
        groups.setdefault(min(periods), {})[name] = one
    return groups


def _periods(name: str, queries: _Queries, seen: set[str]) -> set[int]:
    one = queries.get(name)
    if one is None or name in seen:
        return set()
    seen.add(name)
    if one.period is not None:
        return {one.period}
    names = _read_by(one.query, queries)
    return {period for other in names for period in _periods(other, queries, seen)}


def _read_by(query: MetricQuery, queries: _Queries) -> Iterable[str]:
    assert query.expression is not None
    expression = math.parse(query.expression)
    if "METRICS" in query.expression:
        return [name for name, one in queries.items() if one.period is not None]
    return expression.references


def _results(queries: _Queries, period: int, times: TimeRange) -> dict[str, list[Result]]:
    grid = times.grid(period)
    if not grid.starts.size:
        return {name: [_empty(one.query)] for name, one in queries.items() if _shown(one)}
    try:
        values = math.evaluate_queries(
            {name: _input(one.query, grid, times) for name, one in queries.items()},
            timestamps=grid.starts,
            period=period,
        )
    except InvalidInputError as error:
        raise RefusedError(str(error)) from error
    return {
        name: _of_value(one.query, values[name], grid)
        for name, one in queries.items()
        if _shown(one)
    }


def _input(query: MetricQuery, grid: SlotGrid, times: TimeRange) -> math.TimeSeries | str:
    if query.metric is None or query.statistic is None:
        return query.expression or ""
    since, until = times.start - grid.period - 3600, times.end + grid.period
    series = MetricData(series_by_unit(query.metric, since, until)).find(query)
    values = np.full(grid.starts.size, np.nan)
    if series is not None:
        values = slot_values(query.statistic, series, grid, DEFAULT_OPTIONS).values
    return math.TimeSeries(values, _label(query))


def _of_value(query: MetricQuery, value: math.Value, grid: SlotGrid) -> list[Result]:
    match value:
        case math.TimeSeries():
            return [_result(query, _label(query), value.values, grid)]
        case math.TimeSeriesArray():
            return [
                _result(query, f"{query.label or ''} {one.label}".strip(), one.values, grid)
                for one in value
            ]
        case math.Scalar():
            message = (
                f"query {query.id!r}: it gives one number, and a time series is needed; "
                "write ReturnData=false if others read it"
            )
            raise RefusedError(message)


def _result(query: MetricQuery, label: str, values: FloatArray, grid: SlotGrid) -> Result:
    present = ~np.isnan(values)
    return Result(
        id=query.id,
        label=label,
        times=tuple(int(start) for start in grid.starts[present]),
        values=tuple(float(value) for value in values[present]),
    )


def _empty(query: MetricQuery) -> Result:
    return Result(id=query.id, label=_label(query), times=(), values=())


def _label(query: MetricQuery) -> str:
    return query.label or (query.metric.name if query.metric else query.id)


def _shown(one: DataQuery) -> bool:
    return one.query.return_data
