"""The expressions of an alarm, computed over slots."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tocsin.alarms import MetricAlarm
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import math
from tocsin.evaluation.array_types import FloatArray, Seconds


class AlarmDataError(ValueError):
    """The data given does not suffice to evaluate an alarm, or its expression fails on it."""

    def __init__(self, alarm: MetricAlarm, reason: object) -> None:
        super().__init__(f"alarm {alarm.name!r}: {reason}")


def expression_series(
    alarm: MetricAlarm,
    expressions: Mapping[str, math.Expression],
    *,
    known: Mapping[str, list[FloatArray]],
    calls: Mapping[str, list[FloatArray]],
    starts: Seconds,
    row: int,
) -> dict[str, list[FloatArray]]:
    """Compute what an alarm compares: its result, and its band if it has one.

    Args:
        alarm: The alarm.
        expressions: The expressions to compute, by query id.
        known: The series of the other queries, ``(slots,)`` each; two arrays for a band.
        calls: Results of functions that cannot be computed offline, by the text of the call;
            as ``known``.
        starts: The start of each slot, row after row, ``(slots,)``.
        row: How many slots an expression sees at once.

    Returns:
        By query id, one array of ``(slots,)`` or, for a band, its two bounds.

    Raises:
        AlarmDataError: An expression has no value, or not one series.
    """
    needed = [alarm.result_id, *([alarm.band_id] if alarm.band_id else [])]
    parts: dict[str, list[list[FloatArray]]] = {name: [] for name in needed}
    for first in range(0, starts.size, row):
        cut = slice(first, first + row)
        queries: dict[str, Any] = {name: _input(known[name], cut) for name in known}
        try:
            values = math.evaluate_queries(
                queries | dict(expressions),
                timestamps=starts[cut],
                period=alarm.period,
                inputs={name: _input(bounds, cut) for name, bounds in calls.items()},
            )
        except InvalidInputError as error:
            raise AlarmDataError(alarm, error) from error
        for name in needed:
            parts[name].append(_series_of(alarm, name, values[name]))
    return {
        name: [np.concatenate(pieces) for pieces in zip(*parts[name], strict=True)]
        for name in needed
    }


def _series_of(alarm: MetricAlarm, name: str, value: math.Value) -> list[FloatArray]:
    match value:
        case math.TimeSeries():
            return [value.values]
        case math.TimeSeriesArray() if name == alarm.band_id or len(value) == 1:
            return [series.values for series in value]
        case _:
            reason = f"query {name!r} does not give one time series"
            raise AlarmDataError(alarm, reason)


def _input(bounds: list[FloatArray], cut: slice) -> FloatArray | list[FloatArray]:
    return bounds[0][cut] if len(bounds) == 1 else [bound[cut] for bound in bounds]
