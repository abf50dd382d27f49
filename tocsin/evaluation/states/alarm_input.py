"""What an alarm compares, slot by slot: one metric, or metric math over several, and its band."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from tocsin.alarms import MetricAlarm, MetricQuery, Statistic
from tocsin.evaluation import math
from tocsin.evaluation.array_types import Flags, FloatArray, Indices, Seconds
from tocsin.evaluation.data import AlignedSeries, MetricData, MetricSeries, SuppliedSeries
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states.expression_series import AlarmDataError, expression_series
from tocsin.evaluation.states.slot_values import arrived_values, slot_values
from tocsin.evaluation.statistics import SlotValues
from tocsin.evaluation.windows import SlotGrid
from tocsin.metric_math import ExpressionError

_Compute: TypeAlias = Callable[[Statistic, MetricSeries], SlotValues]
_BOUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmInput:
    """The series that one alarm reads, found in the data.

    Attributes:
        alarm: The alarm.
        series: The series of each metric query that has data.
        supplied: The values supplied for queries, by query id or text of the call.
        options: How percentiles are interpolated.
    """

    alarm: MetricAlarm
    series: Mapping[str, MetricSeries]
    supplied: Mapping[str, SuppliedSeries]
    options: EvaluationOptions

    @property
    def first_sample(self) -> float | None:
        """Return the time of the oldest sample, or None without any."""
        all_times = (one.timestamps for one in self._read)
        return min((float(times[0]) for times in all_times if times.size), default=None)

    def all_arrived(self, before: float) -> float:
        """Return when all samples that are older than a time are there; that time at least."""
        return max(
            (
                float(one.arrivals[one.timestamps < before].max(initial=before))
                for one in self._read
                if one.arrivals is not None
            ),
            default=before,
        )

    def has_sample(self, starts: Seconds, ends: Seconds, times: FloatArray) -> Flags:
        """Say which slots hold a sample that is there at a time, or saw one arrive."""
        found = np.zeros(times.size, dtype=np.bool_)
        for one in self._read:
            first, last = np.searchsorted(one.timestamps, (starts, ends))
            if one.arrivals is None:
                found |= last > first
                continue
            slots = zip(first, last, times, strict=True)
            found |= [bool((one.arrivals[low:high] <= at).any()) for low, high, at in slots]
            first, last = np.searchsorted(np.sort(one.arrivals), (starts, ends))
            found |= last > first
        return found

    @property
    def _read(self) -> tuple[MetricSeries | SuppliedSeries, ...]:
        return (*self.series.values(), *self.supplied.values())

    @property
    def depends_on_evaluation(self) -> bool:
        """Say whether a slot may look different to two evaluations that both read it.

        It does when samples arrive late, and when an expression looks beyond a single slot.
        """
        late = any(
            one.arrivals is not None and (one.arrivals > one.timestamps).any() for one in self._read
        )
        return late or not _are_pointwise(self._expressions())

    def most_samples_of_an_evaluation(self, grid: SlotGrid) -> int:
        """Return how many samples the evaluation reads that reads the most."""
        oldest = grid.newest - grid.stride * (grid.size - 1)
        begins, ends = grid.starts[oldest], grid.ends[grid.newest]
        counts = [
            np.searchsorted(one.timestamps, ends) - np.searchsorted(one.timestamps, begins)
            for one in self.series.values()
        ]
        return max((int(count.max()) for count in counts), default=0)

    def on_grid(self, grid: SlotGrid) -> AlignedSeries:
        """Return the datapoint of every slot of a grid; columns of ``(slots,)``."""

        def compute(statistic: Statistic, series: MetricSeries) -> SlotValues:
            return slot_values(statistic, series, grid, self.options)

        return self._aligned(compute, grid.starts, row=grid.starts.size)

    def on_windows(self, grid: SlotGrid, evaluations: Indices, times: FloatArray) -> AlignedSeries:
        """Return the datapoints that each evaluation sees with what had arrived by then.

        Args:
            grid: The slots.
            evaluations: The indices of some evaluations, ``(evaluations,)``.
            times: The time of each, ``(evaluations,)``.

        Returns:
            Columns of ``(evaluations * grid.size,)``: row after row, oldest slot first.
        """

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
        return self._aligned(compute, starts, row=grid.size, seen_at=np.repeat(times, grid.size))

    def _aligned(
        self,
        compute: _Compute,
        starts: Seconds,
        *,
        row: int,
        seen_at: FloatArray | None = None,
    ) -> AlignedSeries:
        """Return what is compared in slots that begin at ``starts``, ``row`` of them a window.

        ``seen_at`` is when each slot is looked at; None for all data whenever they arrived.
        """
        query = self.alarm.query(self.alarm.result_id)
        if query.metric is not None and self.alarm.band_id is None:
            return self._single_metric(query, compute, starts.size)
        metrics = {
            query.id: self._metric(query, compute, starts.size)
            for query in self.alarm.queries
            if query.metric is not None
        }
        supplied = {
            name: one.in_slots(starts, self.alarm.period, seen_at=seen_at)
            for name, one in self.supplied.items()
        }
        values = self._with_expressions(metrics, supplied, starts, row)
        counts = metrics[query.id].counts if query.id in metrics else None
        lower, upper = self._band(values)
        return AlignedSeries(values=values[query.id][0], counts=counts, lower=lower, upper=upper)

    def _single_metric(self, query: MetricQuery, compute: _Compute, size: int) -> AlignedSeries:
        slots = self._metric(query, compute, size)
        has_samples = query.id in self.series and self.series[query.id].statistic is None
        return AlignedSeries(values=slots.values, counts=slots.counts if has_samples else None)

    def _metric(self, query: MetricQuery, compute: _Compute, size: int) -> SlotValues:
        series = self.series.get(query.id)
        if series is None:
            return SlotValues(values=np.full(size, np.nan), counts=np.zeros(size))
        statistic = series.combining_statistic or query.statistic
        assert statistic is not None
        return compute(statistic, series)

    def _band(
        self, values: Mapping[str, list[FloatArray]]
    ) -> tuple[FloatArray, FloatArray] | tuple[None, None]:
        if self.alarm.band_id is None:
            return None, None
        band = values[self.alarm.band_id]
        if len(band) != _BOUNDS:
            reason = f"query {self.alarm.band_id!r} is not a band: it gives {len(band)} series"
            raise AlarmDataError(self.alarm, reason)
        return band[0], band[1]

    def _with_expressions(
        self,
        metrics: Mapping[str, SlotValues],
        supplied: Mapping[str, list[FloatArray]],
        starts: Seconds,
        row: int,
    ) -> dict[str, list[FloatArray]]:
        """Return every query's series; an expression over rows when it looks beyond a slot."""
        ids = {query.id for query in self.alarm.queries}
        known = {query_id: [slots.values] for query_id, slots in metrics.items()}
        known |= {name: bounds for name, bounds in supplied.items() if name in ids}
        expressions = self._expressions()
        if not expressions:
            return known
        return expression_series(
            self.alarm,
            expressions,
            known=known,
            calls={name: bounds for name, bounds in supplied.items() if name not in ids},
            starts=starts,
            row=starts.size if _are_pointwise(expressions) else row,
        )

    def _expressions(self) -> dict[str, math.Expression]:
        """Return the expressions that must be computed: those whose values are not supplied."""
        try:
            return {
                query.id: math.parse(query.expression)
                for query in self.alarm.queries
                if query.expression is not None and query.id not in self.supplied
            }
        except ExpressionError as error:
            reason = f"{error}; a query that is not metric math needs its values given by id"
            raise AlarmDataError(self.alarm, reason) from error


def alarm_input(alarm: MetricAlarm, data: MetricData, options: EvaluationOptions) -> AlarmInput:
    """Find in the data what an alarm reads.

    Raises:
        AlarmDataError: A query of it gives several series, each of which has a state of its own.
    """
    for query in alarm.queries:
        if labels := query.contributor_labels:
            reason = (
                f"query {query.id!r} gives a series for each {', '.join(labels)}: each is a "
                "contributor with a state of its own, and is given by itself"
            )
            raise AlarmDataError(alarm, reason)
    found = {query.id: data.find(query) for query in alarm.queries}
    computed = [query for query in alarm.queries if query.expression is not None]
    names = [query.id for query in computed]
    names += [call for query in computed for call in query.external_calls]
    supplied = {name: data.supplied(alarm.name, name) for name in names}
    return AlarmInput(
        alarm=alarm,
        series={name: series for name, series in found.items() if series is not None},
        supplied={name: series for name, series in supplied.items() if series is not None},
        options=options,
    )


def _are_pointwise(expressions: Mapping[str, math.Expression]) -> bool:
    """Say whether the value of each at a slot depends on that slot alone."""
    return all(expression.is_pointwise for expression in expressions.values())
