"""The datapoints of a case → metric data for its alarm."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tocsin.alarms import Comparison, MetricAlarm, MetricQuery, StatisticKind
from tocsin.evaluation.conformance.case import Case, MalformedCaseError, as_number, refuse_unknown
from tocsin.evaluation.conformance.instant import instant
from tocsin.evaluation.data import MetricData, MetricSeries, SuppliedSeries

_SET_FIELDS = ("SampleCount", "Sum", "Minimum", "Maximum")


def slot_data(case: Case, alarm: MetricAlarm, starts: Sequence[float]) -> MetricData:
    """Return data with one datapoint of the alarm's statistic in each slot, null for none.

    ``datapoints`` is a list, or a list for each metric of a math alarm; ``lower`` and ``upper``
    give the band. For an alarm without metrics, such as on Metrics Insights, it is the result. A
    datapoint ``[value, count]`` tells how many samples it rests on.
    """
    points = case.fields.get("datapoints")
    queries = [query for query in alarm.queries if query.metric is not None]
    if not queries:
        values = values_of(case, points, len(starts))
        return MetricData([], [SuppliedSeries.of(alarm.result_id, list(starts), values)])
    by_id = _by_id(queries, points)
    series = [_of_slots(case, query, starts, by_id.get(query.id)) for query in queries]
    return MetricData(series, _band(case, alarm, starts))


def _of_slots(
    case: Case, query: MetricQuery, starts: Sequence[float], points: object
) -> MetricSeries:
    if not isinstance(points, list) or not any(isinstance(point, list) for point in points):
        return _aggregated(query, starts, values_of(case, points, len(starts)))
    newest = points[max(0, len(points) - len(starts)) :]
    pairs = zip(starts[len(starts) - len(newest) :], newest, strict=True)
    known = [(start, point) for start, point in pairs if not is_gap(point)]
    sets = [_set_of(query, *sample_set(point)[:2]) for _, point in known]
    return sets_series(query, [start for start, _ in known], sets)


def _set_of(query: MetricQuery, count: float, total: float) -> tuple[float, float, float, float]:
    """Return so many samples whose statistic is the value that a case gives."""
    value = total / count
    match query.statistic.kind if query.statistic else None:
        case StatisticKind.SUM | StatisticKind.TRIMMED_SUM:
            return count, value, value / count, value / count
        case StatisticKind.SAMPLE_COUNT | StatisticKind.TRIMMED_COUNT:
            return value, value, 1.0, 1.0
        case _:
            return count, total, value, value


def sample_data(alarm: MetricAlarm, samples: object) -> MetricData:
    """Return data of samples ``[time, value]`` or ``[time, value, arrival time]``.

    Samples are a list, or a list for each metric of a math alarm.
    """
    queries = [query for query in alarm.queries if query.metric is not None]
    by_id = _by_id(queries, samples)
    return MetricData(
        raw_series(query, entries)
        for query in queries
        if isinstance(entries := by_id.get(query.id), list)
    )


def _by_id(queries: Sequence[MetricQuery], data: object) -> Mapping[str, Any]:
    """Return what is given by id; a bare list is that of the first metric."""
    ids = [query.id for query in queries]
    if not isinstance(data, Mapping):
        return {ids[0]: data}
    refuse_unknown("the expression", data, ids)
    return data


def raw_series(query: MetricQuery, entries: Sequence[Sequence[Any]]) -> MetricSeries:
    """Return raw samples as a series of the metric a query reads."""
    if not all(isinstance(entry, list) and len(entry) in {2, 3} for entry in entries):
        message = "malformed case: samples must be [time, value] or [time, value, arrival time]"
        raise MalformedCaseError(message)
    entries = [entry for entry in entries if not is_gap(entry[1])]
    times = [instant(entry[0]) for entry in entries]
    sets = [sample_set(entry[1]) for entry in entries]
    arrivals = [_arrival(*entry[2:]) for entry in entries]
    is_late = any(np.isfinite(arrivals))
    return sets_series(query, times, sets, arrivals if is_late else None)


def _arrival(written: object = None) -> float:
    return -np.inf if written is None else instant(written)


def is_gap(point: object) -> bool:
    """Say whether a case writes null, or NaN, for a datapoint that is not there."""
    return point is None or (isinstance(point, float) and np.isnan(point))


def sets_series(
    query: MetricQuery,
    times: Sequence[float],
    sets: Sequence[tuple[float, float, float, float]],
    arrivals: Sequence[float] | None = None,
) -> MetricSeries:
    """Return a series of statistic sets (count, sum, minimum, maximum)."""
    columns = np.array(sets, dtype=np.float64).reshape(len(sets), len(_SET_FIELDS))
    counts, sums, minimums, maximums = columns.T
    is_plain = bool((counts == 1).all())
    assert query.metric is not None
    return MetricSeries(
        query.metric,
        unit=query.unit,
        timestamps=list(times),
        values=sums,
        counts=None if is_plain else counts,
        minimums=None if is_plain else minimums,
        maximums=None if is_plain else maximums,
        arrival=None if arrivals is None else list(arrivals),
    )


def sample_set(entry: object) -> tuple[float, float, float, float]:
    """Read a sample: a value, ``[value, count]``, or a mapping that is a statistic set."""
    if isinstance(entry, list) and len(entry) == 2:  # noqa: PLR2004 -- value and count
        value, count = as_number("value", entry[0]), as_number("count", entry[1])
        return count, value * count, value, value
    if isinstance(entry, Mapping):
        keyed = {name.replace("_", "").lower(): value for name, value in entry.items()}
        refuse_unknown("a statistic set", keyed, map(str.lower, _SET_FIELDS))
        numbers = [as_number(name, keyed.get(name.lower())) for name in _SET_FIELDS]
        return numbers[0], numbers[1], numbers[2], numbers[3]
    value = as_number("sample", entry)
    return 1.0, value, value, value


def values_of(case: Case, points: object, count: int) -> list[float]:
    """Return as many values as slots, the newest last; NaN for null and for what is missing."""
    if not isinstance(points, list):
        message = f"malformed case: datapoints of {case.kind} must be a list"
        raise MalformedCaseError(message)
    values = [np.nan if is_gap(point) else as_number("datapoint", point) for point in points]
    padded = [np.nan] * max(0, count - len(values)) + values
    return padded[len(padded) - count :]


def band_bounds(case: Case, alarm: MetricAlarm, count: int) -> tuple[list[float], list[float]]:
    """Return the lower and the upper bound of each slot; the one nobody compares may lack."""
    lower, upper = case.fields.get("lower"), case.fields.get("upper")
    if lower is None and alarm.comparison is Comparison.ABOVE_BAND:
        lower = upper
    if upper is None and alarm.comparison is Comparison.BELOW_BAND:
        upper = lower
    return values_of(case, lower, count), values_of(case, upper, count)


def _band(case: Case, alarm: MetricAlarm, starts: Sequence[float]) -> list[SuppliedSeries]:
    if alarm.band_id is None:
        return []
    return [SuppliedSeries.of(alarm.band_id, list(starts), *band_bounds(case, alarm, len(starts)))]


def _aggregated(
    query: MetricQuery, starts: Sequence[float], values: Sequence[float]
) -> MetricSeries:
    assert query.metric is not None
    return MetricSeries(
        query.metric,
        unit=query.unit,
        timestamps=list(starts),
        values=list(values),
        statistic=query.statistic,
    )
