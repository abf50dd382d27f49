"""What an alarm compares, slot by slot: one metric, or metric math over several, and its band."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from tocsin.evaluation import math
from tocsin.evaluation.alarm import MetricAlarm, MetricQuery, Statistic
from tocsin.evaluation.data import FloatArray, MetricData, MetricSeries, QuerySeries
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states.aligned_series import Track
from tocsin.evaluation.states.expression_series import AlarmDataError, expression_series, parsed
from tocsin.evaluation.states.slot_values import arrived_values, slot_values
from tocsin.evaluation.statistics import Indices, SlotValues
from tocsin.evaluation.windows import SlotGrid

_Compute: TypeAlias = Callable[[Statistic, MetricSeries], SlotValues]
_BOUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmInput:
    """The series that one alarm reads, found in the data.

    Attributes:
        alarm: The alarm.
        series: The series of each metric query that has data.
        given: The values given for queries, by query id or text of the call.
        options: How percentiles are interpolated.
    """

    alarm: MetricAlarm
    series: Mapping[str, MetricSeries]
    given: Mapping[str, QuerySeries]
    options: EvaluationOptions

    @property
    def first_sample(self) -> float | None:
        """Return the time of the oldest sample, or None without any."""
        firsts = [float(one.timestamps[0]) for one in self._all_series() if one.timestamps.size]
        return min(firsts, default=None)

    @property
    def depends_on_evaluation(self) -> bool:
        """Say whether a slot may look different to two evaluations that both read it.

        It does when samples arrive late, and when an expression looks beyond a single slot.
        """
        late = any(
            one.arrivals is not None and (one.arrivals > one.timestamps).any()
            for one in self.series.values()
        )
        return late or not all(expression.is_pointwise for expression in self._math().values())

    def samples_per_evaluation(self, grid: SlotGrid) -> int:
        """Return how many samples the evaluation reads that reads the most."""
        oldest = grid.newest - grid.stride * (grid.size - 1)
        bounds = grid.starts[oldest], grid.ends[grid.newest]
        return max(
            (
                int(np.max(np.subtract(*np.searchsorted(one.timestamps, bounds[::-1]))))
                for one in self.series.values()
            ),
            default=0,
        )

    def on_grid(self, grid: SlotGrid) -> Track:
        """Return the datapoint of every slot of a grid."""

        def compute(statistic: Statistic, series: MetricSeries) -> SlotValues:
            return slot_values(statistic, series, grid, self.options)

        return self._track(compute, grid.starts, grid.starts.size)

    def on_windows(self, grid: SlotGrid, evaluations: Indices, times: FloatArray) -> Track:
        """Return the datapoints that each evaluation sees, ``grid.size`` for each, in a row."""

        def compute(statistic: Statistic, series: MetricSeries) -> SlotValues:
            return arrived_values(
                statistic,
                series,
                grid,
                evaluations=evaluations,
                times=times,
                options=self.options,
            )

        starts = grid.starts[grid.windows(evaluations)].ravel()
        return self._track(compute, starts, grid.size)

    def _track(self, compute: _Compute, starts: Indices, row: int) -> Track:
        query = self.alarm.query(self.alarm.result_id)
        if query.metric is not None and self.alarm.band_id is None:
            return self._metric_track(query, compute, starts.size)
        found = self._found(compute, starts.size)
        values = self._evaluated(found, starts, row)
        result = values[query.id]
        counts = found[query.id].counts if query.id in found else None
        if self.alarm.band_id is None:
            return Track(values=result[0], counts=counts)
        band = values[self.alarm.band_id]
        if len(band) != _BOUNDS:
            reason = f"query {self.alarm.band_id!r} is not a band: it gives {len(band)} series"
            raise AlarmDataError(self.alarm, reason)
        return Track(values=result[0], counts=counts, lower=band[0], upper=band[1])

    def _metric_track(self, query: MetricQuery, compute: _Compute, size: int) -> Track:
        slots = self._metric(query, compute, size)
        known = query.id in self.series and self.series[query.id].statistic is None
        return Track(values=slots.values, counts=slots.counts if known else None)

    def _metric(self, query: MetricQuery, compute: _Compute, size: int) -> SlotValues:
        series = self.series.get(query.id)
        if series is None:
            return SlotValues(values=np.full(size, np.nan), counts=np.zeros(size))
        statistic = series.combining_statistic or query.statistic
        assert statistic is not None
        return compute(statistic, series)

    def _found(self, compute: _Compute, size: int) -> dict[str, SlotValues]:
        return {
            query.id: self._metric(query, compute, size)
            for query in self.alarm.queries
            if query.metric is not None
        }

    def _evaluated(
        self, found: Mapping[str, SlotValues], starts: Indices, row: int
    ) -> dict[str, list[FloatArray]]:
        """Return every query's series; an expression over rows when it looks beyond a slot."""
        given = {name: self._placed(query, starts) for name, query in self.given.items()}
        known: dict[str, list[FloatArray]] = {
            query.id: [found[query.id].values] for query in self.alarm.queries if query.metric
        }
        ids = {query.id for query in self.alarm.queries}
        known |= {name: bounds for name, bounds in given.items() if name in ids}
        calls = {name: bounds for name, bounds in given.items() if name not in ids}
        expressions = self._math()
        if not expressions:
            return known
        if all(expression.is_pointwise for expression in expressions.values()):
            row = starts.size
        return expression_series(
            self.alarm, expressions, known=known, calls=calls, starts=starts, row=row
        )

    def _placed(self, query: QuerySeries, starts: Indices) -> list[FloatArray]:
        """Place given values in slots: each slot takes the newest that begins within it."""
        newest = np.searchsorted(query.timestamps, starts + self.alarm.period) - 1
        stamps = np.append(query.timestamps, -np.inf)
        within = stamps[newest] >= starts
        return [
            np.where(within, np.append(bound, np.nan)[newest], np.nan) for bound in query.bounds
        ]

    def _math(self) -> dict[str, math.Expression]:
        """Return the expressions that must be computed: those whose values are not given."""
        try:
            return {
                query.id: parsed(query.expression)
                for query in self.alarm.queries
                if query.expression is not None and query.id not in self.given
            }
        except math.ExpressionError as error:
            reason = f"{error}; a query that is no metric math needs its values given by id"
            raise AlarmDataError(self.alarm, reason) from error

    def _all_series(self) -> list[MetricSeries | QuerySeries]:
        return [*self.series.values(), *self.given.values()]


def alarm_input(alarm: MetricAlarm, data: MetricData, options: EvaluationOptions) -> AlarmInput:
    """Find in the data what an alarm reads."""
    found = {query.id: data.find(query) for query in alarm.queries}
    names = [query.id for query in alarm.queries if query.expression is not None]
    names += [
        call
        for query in alarm.queries
        if query.expression is not None
        for call in _external_calls(query.expression)
    ]
    given = {name: data.given(alarm.name, name) for name in names}
    return AlarmInput(
        alarm=alarm,
        series={name: series for name, series in found.items() if series is not None},
        given={name: query for name, query in given.items() if query is not None},
        options=options,
    )


def _external_calls(expression: str) -> tuple[str, ...]:
    try:
        return parsed(expression).external_calls
    except math.ExpressionError:
        # A Metrics Insights query is no metric math; its values can only be given by id.
        return ()
