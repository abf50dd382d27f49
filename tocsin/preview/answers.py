"""Queries that refer to each other, answered by the evaluation of metric math."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, floor

import numpy as np

from tocsin import metric_math
from tocsin.alarms import Metric, MetricQuery
from tocsin.evaluation import (
    DEFAULT_OPTIONS,
    FloatArray,
    SlotGrid,
    SuppliedSeries,
    math,
    slot_values,
    sorted_dimensions,
)
from tocsin.preview.metric_source import MetricSource
from tocsin.preview.query_texts import QueryTexts
from tocsin.preview.search import read_search
from tocsin.preview.target import Target, UnknownQueryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Slots of one period, that begin at its multiples as CloudWatch's do.

    Attributes:
        start: The start of the first, in seconds since 1970.
        period: Seconds of each.
        count: How many there are; at least one.
    """

    start: int
    period: int
    count: int

    @classmethod
    def between(cls, start: float, end: float, period: int) -> "Slots":
        """Return the slots that have a part between *start* and *end*."""
        first = floor(start / period) * period
        return cls(start=first, period=period, count=max(1, ceil((end - first) / period)))

    @property
    def grid(self) -> SlotGrid:
        """The same slots as alarms read them."""
        return SlotGrid.end_to_end(self.start, self.period, self.count)


class Answers:
    """The answers to queries of one panel that have one period."""

    def __init__(self, targets: Sequence[Target], source: MetricSource, slots: Slots) -> None:
        self.slots = slots
        self._targets = {target.id: target for target in targets}
        self._source = source

    def value(self, target: Target) -> math.Value | None:
        """Return what *target* gives; None if none of the metrics that it reads has data.

        Raises:
            UnknownQueryError: CloudWatch alone can compute it.
            InvalidInputError: Its expression is wrong.
        """
        if not target.expression:
            return self._metrics.get(target.id)
        needed = tuple(self._needed(target))
        metrics = [each for each in needed if not each.expression]
        if metrics and not any(each.id in self._metrics for each in metrics):
            return None
        inputs = dict(self._inputs(needed))
        if any(isinstance(each, math.TimeSeriesArray) and not each for each in inputs.values()):
            return None
        empty = math.TimeSeries(np.full(self.slots.count, np.nan))
        read = {each.id: self._metrics.get(each.id, empty) for each in metrics}
        expressions = {each.id: each.expression for each in needed if each.expression}
        values = math.evaluate_queries(
            {**read, **expressions},
            timestamps=self.slots.grid.starts,
            period=self.slots.period,
            inputs=inputs,
        )
        return values[target.id]

    def _needed(self, target: Target) -> Iterator[Target]:
        """Yield *target* and the queries that it refers to, each once; METRICS() reads all."""
        seen: dict[str, Target] = {}
        waiting = [target]
        while waiting:
            each = waiting.pop()
            if each.id in seen:
                continue
            seen[each.id] = each
            if each.expression:
                waiting += self._referred(each)
        # In the order of the panel, which METRICS() keeps.
        yield from (each for each in self._targets.values() if each.id in seen)

    def _referred(self, target: Target) -> list[Target]:
        parsed = metric_math.parse(target.expression)
        calls = (
            each for each in metric_math.walk(parsed.tree) if isinstance(each, metric_math.Call)
        )
        if any(call.function == "METRICS" for call in calls):
            return [each for each in self._targets.values() if not each.expression]
        return [self._targets[name] for name in parsed.references if name in self._targets]

    @cached_property
    def _metrics(self) -> dict[str, math.Value]:
        """The values of the queries on metrics that have data, by id."""
        found = {target.id: self._read(target) for target in self._targets.values() if target.name}
        return {name: value for name, value in found.items() if value is not None}

    def _read(self, target: Target) -> math.Value | None:
        if target.is_one_metric:
            pairs = ((name, values[0]) for name, values in target.dimensions)
            values = self._values(target, _metric(target, pairs))
            return None if values is None else math.TimeSeries(values, target.label)
        found = self._found(target, target.asks_for)
        return found or None

    def _found(self, target: Target, asks_for: Callable[[Metric], bool]) -> math.TimeSeriesArray:
        """Return the series of all metrics that are asked for, each by what tells it apart."""
        asked = [each for each in self._source.metrics(target.region) if asks_for(each)]
        found = [(each, self._values(target, each)) for each in asked]
        return math.TimeSeriesArray(
            tuple(
                math.TimeSeries(values, " ".join(value for _, value in metric.dimensions))
                for metric, values in found
                if values is not None
            )
        )

    def _values(self, target: Target, metric: Metric) -> FloatArray | None:
        query = _query(target, metric)
        series = self._source.series(query, target.period, target.region)
        if series is None or query.statistic is None:
            return None
        statistic = series.combining_statistic or query.statistic
        return slot_values(statistic, series, self.slots.grid, DEFAULT_OPTIONS).values

    def _inputs(self, targets: Sequence[Target]) -> Iterator[tuple[str, math.Value]]:
        """Yield the results of searches, and of calls that CloudWatch alone can compute."""
        texts = QueryTexts(_as_query(target) for target in targets)
        for target in targets:
            for call in _as_query(target).external_calls:
                if call.startswith("SEARCH("):
                    search = read_search(call)
                    searching = replace(target, statistic=search.statistic)
                    yield call, self._found(searching, search.finds)
                else:
                    yield call, self._result(call, texts, target)

    def _result(self, call: str, texts: QueryTexts, target: Target) -> math.Value:
        for text in texts.spellings(call):
            result = self._source.result(text, target.period, target.region)
            if result is not None:
                return _value(result, self.slots)
        raise UnknownQueryError(f"{call} is computed by CloudWatch alone")


def _value(result: SuppliedSeries, slots: Slots) -> math.Value:
    bounds = result.in_slots(slots.grid.starts, slots.period)
    if len(bounds) == 1:
        return math.TimeSeries(bounds[0])
    lower, upper = bounds
    return math.TimeSeriesArray((math.TimeSeries(lower, "lower"), math.TimeSeries(upper, "upper")))


def _metric(target: Target, pairs: Iterable[tuple[str, str]]) -> Metric:
    return Metric(namespace=target.namespace, name=target.name, dimensions=sorted_dimensions(pairs))


def _query(target: Target, metric: Metric) -> MetricQuery:
    return MetricQuery(id=target.id, metric=metric, statistic=target.statistic)


def _as_query(target: Target) -> MetricQuery:
    if target.expression:
        return MetricQuery(id=target.id, expression=target.expression)
    pairs = ((name, values[0]) for name, values in target.dimensions if values)
    return _query(target, _metric(target, pairs))
