"""GetMetricStatistics, computed as alarms compute theirs.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
"""

import math
from collections.abc import Mapping
from typing import Any

from local.overlay.api import RefusedError
from local.overlay.metrics.metric_points import series_by_unit
from local.overlay.metrics.time_range import refuse_period, time_range
from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation import (
    DEFAULT_OPTIONS,
    Metric,
    MetricSeries,
    SlotGrid,
    Statistic,
    parse_statistic,
    slot_values,
    sorted_dimensions,
)

_INVALID = "InvalidParameterValue"
_COMBINATION = "InvalidParameterCombination"
_MOST_DATAPOINTS = 1440


def get_metric_statistics(request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer GetMetricStatistics; data of different units are different datapoints.

    Raises:
        RefusedError: CloudWatch would refuse the request.
    """
    statistics = _statistics(request)
    period, times = request["Period"], time_range(request, _INVALID)
    refuse_period(period, _INVALID)
    if (count := times.slots(period)) > _MOST_DATAPOINTS:
        message = (
            f"You have requested up to {count:,} datapoints, which exceeds the limit of "
            f"{_MOST_DATAPOINTS:,}. Use a longer Period or a shorter range of time."
        )
        raise RefusedError(message, _COMBINATION)
    grid = times.grid(period)
    datapoints = [
        datapoint
        for series in series_by_unit(_metric(request), times.start - period, times.end + period)
        if request.get("Unit") in (None, series.unit)
        for datapoint in _datapoints(series, grid, statistics)
    ]
    return {"Label": request["MetricName"], "Datapoints": datapoints}


def _statistics(request: Mapping[str, Any]) -> list[Statistic]:
    simple, extended = request.get("Statistics"), request.get("ExtendedStatistics")
    if simple and extended:
        message = "Statistics and ExtendedStatistics do not go together; ask for one at a time"
        raise RefusedError(message, _COMBINATION)
    if not (simple or extended):
        message = "Statistics or ExtendedStatistics is missing"
        raise RefusedError(message, "MissingParameter")
    return [_statistic(text, is_simple=bool(simple)) for text in simple or extended or ()]


def _statistic(text: str, *, is_simple: bool) -> Statistic:
    try:
        statistic = parse_statistic(text)
    except InvalidValueError as error:
        raise RefusedError(str(error), _INVALID) from error
    if statistic.is_simple != is_simple:
        place = "Statistics" if statistic.is_simple else "ExtendedStatistics"
        message = f"{text} does not go here; move it to {place}"
        raise RefusedError(message, _INVALID)
    return statistic


def _metric(request: Mapping[str, Any]) -> Metric:
    dimensions = {one["Name"]: one["Value"] for one in request.get("Dimensions") or ()}
    return Metric(
        namespace=request["Namespace"],
        name=request["MetricName"],
        dimensions=sorted_dimensions(dimensions),
    )


def _datapoints(
    series: MetricSeries, grid: SlotGrid, statistics: list[Statistic]
) -> list[dict[str, Any]]:
    columns = {
        statistic.text: slot_values(statistic, series, grid, DEFAULT_OPTIONS).values
        for statistic in statistics
    }
    found = []
    for slot, start in enumerate(grid.starts):
        values = {text: float(column[slot]) for text, column in columns.items()}
        known = {text: value for text, value in values.items() if not math.isnan(value)}
        if known:
            shown = known if statistics[0].is_simple else {"ExtendedStatistics": known}
            found.append({"Timestamp": int(start), "Unit": series.unit or "None", **shown})
    return found
