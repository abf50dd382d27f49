"""A pair of drills for an alarm: an incident, and usual hours."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from zlib import crc32

import numpy as np

from tocsin.catalogue import Metric as CatalogueMetric
from tocsin.diagnostics import Location
from tocsin.drills import Drill, Never, Span, StateWithin
from tocsin.evaluation import (
    ALARM,
    OK,
    FloatArray,
    MetricAlarm,
    MetricData,
    MetricQuery,
    MetricSeries,
)
from tocsin.rehearsal.shape import Shape
from tocsin.rehearsal.shapes import (
    in_incident,
    is_counted_up,
    is_traffic,
    known_metrics,
    shape_of,
    silence,
)
from tocsin.simulation import AlarmSet, DeployedAlarm

GENERATED = "generated"
"""What stands in place of a file for drills that nobody wrote."""

_START = datetime(2026, 1, 5, 12, tzinfo=UTC).timestamp()
"""A Monday at noon."""

_AVERAGE, _SAMPLE_COUNT = "Average", "SampleCount"
_MINUTE, _DAY = 60, 86_400
_USUAL_HOURS = 6 * 3_600
_WITHOUT_PROMISE = _DAY
"""Seconds within which an alarm has to notice that is answered on the next business day."""
_STANDSTILL = 15 * _DAY
"""Seconds: longer than most queues and streams keep anything."""
_LONGEST_WINDOW = 4 * 3_600
"""Alarms over days have days to be drilled with, which only a person knows."""


def is_generated(drill: Drill) -> bool:
    """Tell whether nobody wrote a drill."""
    return drill.where.source == GENERATED


_CLOCK = re.compile(r"\b(MINUTE|HOUR|DAY|DATE|MONTH|YEAR|EPOCH)\(")
"""Functions of metric math that give the time of a period."""


def rehearsals(alarms: AlarmSet, covered: Collection[str]) -> Iterator[Drill]:
    """Yield a pair of drills for each alarm that is not *covered*, if its incident is known."""
    for alarm in alarms:
        if alarm.name in covered or not isinstance(alarm.definition, MetricAlarm):
            continue
        definition = alarm.definition
        # What CloudWatch has learnt of a metric nobody knows offline.
        if definition.comparison.needs_band:
            continue
        if definition.period * definition.evaluation_periods > _LONGEST_WINDOW:
            continue
        # What the clock decides has neither an incident nor usual hours.
        if any(_CLOCK.search(query.expression or "") for query in definition.queries):
            continue
        series = _shapes(definition)
        if series:
            yield from _pair(alarm, definition, series)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """A metric that an alarm reads, with the shape of its incident."""

    query: MetricQuery
    interval: int
    shape: Shape


def _shapes(alarm: MetricAlarm) -> tuple[_Series, ...]:
    """Return what an alarm reads, each metric once; nothing if one of them is not known."""
    queries = [each for each in alarm.queries if each.metric is not None]
    on_few = alarm.comparison.value.startswith("Less")
    known = [_known(query) for query in queries]
    if not queries or len(queries) + sum(_is_expression(each) for each in alarm.queries) != len(
        alarm.queries
    ):
        return ()
    if any(is_counted_up(each.expression or "") for each in alarm.queries):
        return ()
    found: list[_Series] = []
    for query, metric in zip(queries, known, strict=True):
        if metric is None:
            return ()
        shape = _shape(alarm, query, metric, on_few=on_few)
        if shape is None:
            return ()
        if query.metric not in {each.query.metric for each in found}:
            interval = min(metric.interval or _MINUTE, alarm.period)
            found.append(_Series(query=query, interval=interval, shape=shape))
    # What is asked for goes on: the incident is in the others, unless there are none.
    traffic = [is_traffic(metric) for metric in known if metric is not None]
    return tuple(found) if not all(traffic) or (len(found) == 1 and on_few) else ()


def _is_expression(query: MetricQuery) -> bool:
    return query.expression is not None and query.metric is None


def _known(query: MetricQuery) -> CatalogueMetric | None:
    assert query.metric is not None
    return known_metrics().get((query.metric.namespace, query.metric.name))


def _shape(
    alarm: MetricAlarm, query: MetricQuery, metric: CatalogueMetric, *, on_few: bool
) -> Shape | None:
    is_alone = len(alarm.queries) == 1
    statistic = "" if query.statistic is None else query.statistic.text
    if is_alone and on_few and statistic == _SAMPLE_COUNT:
        return silence()
    if not is_alone and is_traffic(metric):
        shape = shape_of(metric, on_few=False)
        shape = None if shape is None else in_incident(metric, shape)
    else:
        shape = shape_of(metric, on_few=on_few)
    # Shapes of counts are sums of a minute: an average of ones, or a number of samples, is not.
    is_sum = statistic not in {_AVERAGE, _SAMPLE_COUNT}
    return shape if shape is None or is_sum or not shape.is_of_counts else None


def _pair(
    alarm: DeployedAlarm, definition: MetricAlarm, series: Sequence[_Series]
) -> Iterator[Drill]:
    interval = max(each.interval for each in series)
    window = definition.period * definition.evaluation_periods
    before = _whole(window + 30 * _MINUTE, interval)
    promised = alarm.respond_within
    within = _WITHOUT_PROMISE if promised is None else int(promised.total_seconds())
    # What climbs is an incident once it is there; what ages is told while it stands still.
    climb = max(each.shape.climb for each in series) * _MINUTE
    within = _STANDSTILL if any(each.shape.ticks for each in series) else within + climb
    ill = _whole(max(within, window) + 15 * _MINUTE, interval)
    incident = {each.query.id: _incident(each, before, ill) for each in series}
    where = Location(source=GENERATED, key_path=(alarm.name, "incident"))
    begin = _START + before
    span = Span(first=begin, last=begin + within)
    told = StateWithin(where=where, alarm=alarm.name, state=ALARM, span=span)
    yield _drill(alarm, series, incident, before + ill, expectation=told)
    hours = _whole(max(_USUAL_HOURS, 2 * window), interval)
    usual = {each.query.id: _usual(each, hours, "usual") for each in series}
    where = Location(source=GENERATED, key_path=(alarm.name, "usual hours"))
    quiet = Never(where=where, alarm=alarm.name, state=ALARM)
    yield _drill(alarm, series, usual, hours, expectation=quiet)


def _whole(seconds: float, interval: int) -> int:
    return ceil(seconds / interval) * interval


def _incident(series: _Series, before: int, ill: int) -> FloatArray:
    usual = _usual(series, before, "incident")
    values = series.shape.ill_values(ill // series.interval, series.interval)
    return np.concatenate([usual, values])


def _usual(series: _Series, seconds: int, kind: str) -> FloatArray:
    seed = crc32(f"{series.query.metric} {kind}".encode())
    return series.shape.usual_values(seconds // series.interval, series.interval, seed)


def _drill(
    alarm: DeployedAlarm,
    series: Sequence[_Series],
    values: dict[str, FloatArray],
    seconds: int,
    *,
    expectation: StateWithin | Never,
) -> Drill:
    return Drill(
        name=" of ".join(map(str, reversed(expectation.where.key_path))),
        where=expectation.where,
        start=_START,
        end=_START + seconds,
        previous_state=OK,
        data=MetricData([_metric_series(each, values[each.query.id]) for each in series]),
        metric_alarms=frozenset({alarm.name}),
        expectations=(expectation,),
        delays={} if alarm.delay is None else {alarm.name: float(alarm.delay.typical)},
    )


def _metric_series(series: _Series, values: FloatArray) -> MetricSeries:
    assert series.query.metric is not None
    times = _START + series.interval * np.arange(values.size, dtype=np.float64)
    is_there = ~np.isnan(values)
    times, values = times[is_there], values[is_there]
    samples = series.shape.samples
    counts = None if samples == 1 else np.full(values.size, float(samples))
    return MetricSeries(series.query.metric, timestamps=times, values=values, counts=counts)
