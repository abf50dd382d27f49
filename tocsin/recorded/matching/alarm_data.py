"""Recorded data as each query of a set of alarms reads them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tocsin.evaluation import (
    FloatArray,
    MetricAlarm,
    MetricData,
    MetricQuery,
    MetricSeries,
    SuppliedSeries,
)
from tocsin.recorded.canonical_expression import canonical_expression, canonical_metric
from tocsin.recorded.matching.match import Match, Mismatch, match_query, with_resolved
from tocsin.recorded.matching.unpacking import supplied, unpacked
from tocsin.recorded.store import RecordedData, Span, intersected
from tocsin.simulation import AlarmSet, DeployedAlarm

_MOST_UNPACKED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutData:
    """An alarm that reads something which was not recorded, or not so that it can be used.

    Attributes:
        alarm: Its name.
        query_id: The query of it; `m1` when it has only one.
        why: The reason, and what to record.
    """

    alarm: str
    query_id: str
    why: str

    def __str__(self) -> str:
        """Render as one line."""
        return f"{self.alarm}: {self.why}"


class AlarmData(MetricData):
    """Recorded data for the alarms of one set, and of no other.

    The same metric may be recorded with several periods and in several Regions, so each query of
    each alarm has a series of its own. What serves it is found at once, and unpacked when it is
    asked for.

    Attributes:
        without_data: The queries that have no data.
    """

    def __init__(
        self,
        recorded: RecordedData,
        alarms: AlarmSet,
        *,
        resolved: Mapping[str, str] | None = None,
    ) -> None:
        """Find what each query of *alarms* reads.

        Args:
            recorded: The data.
            alarms: The alarms; evaluate these very objects.
            resolved: What texts in dimension values of the template stand for in the data.
        """
        super().__init__()
        self._recorded = recorded
        self._alarms = alarms  # queries are known by identity, so they have to stay
        self._resolved = dict(resolved or {})
        self._matches: dict[int, Match] = {}
        self._results: dict[tuple[str, str], SuppliedSeries] = {}
        self._result_coverages: dict[tuple[str, str], tuple[Span, ...]] = {}
        self._unpacked: dict[int, MetricSeries] = {}
        self.without_data = tuple(self._find_all())

    def find(self, query: MetricQuery) -> MetricSeries | None:
        """Return the series that a query of one of the alarms reads."""
        match = self._matches.get(id(query))
        if match is None:
            return None
        # An evaluation asks for each series more than once, and never for those of alarms before.
        if id(query) not in self._unpacked:
            if len(self._unpacked) == _MOST_UNPACKED:
                self._unpacked.clear()
            self._unpacked[id(query)] = unpacked(match, query, self._recorded)
        return self._unpacked[id(query)]

    def supplied(self, alarm_name: str, query_id: str) -> SuppliedSeries | None:
        """Return the recorded result of an expression."""
        return self._results.get((alarm_name, query_id))

    def has_datapoints(self, alarm: MetricAlarm, start: float, end: float) -> bool:
        """Say whether any query of one of the alarms has a datapoint between two times."""
        return any(
            any(start <= at < end for at in (times[0], times[-1]))
            or bool(((times >= start) & (times < end)).any())
            for query in alarm.queries
            if (times := self._times(alarm.name, query)).size
        )

    def coverage(self, alarm: MetricAlarm) -> tuple[Span, ...]:
        """Return for which times all that an alarm reads was recorded."""
        found: tuple[Span, ...] | None = None
        for spans in self._coverages(alarm):
            found = spans if found is None else intersected(found, spans)
        return found or ()

    def _coverages(self, alarm: MetricAlarm) -> Iterator[tuple[Span, ...]]:
        """Yield for which times each thing that an alarm reads was recorded."""
        for query in alarm.queries:
            match = self._matches.get(id(query))
            keys = () if match is None else (match.key, match.weights)
            yield from (self._recorded.coverage[key] for key in keys if key is not None)
            if (alarm.name, query.id) in self._result_coverages:
                yield self._result_coverages[alarm.name, query.id]

    def _times(self, alarm_name: str, query: MetricQuery) -> FloatArray:
        """Return when a query has datapoints, in seconds since 1970; none where it has no data."""
        match = self._matches.get(id(query))
        if match is not None and match.weights is None:
            return self._recorded.series[match.key].timestamps
        found = self.find(query) or self.supplied(alarm_name, query.id)
        return np.empty(0) if found is None else found.timestamps

    def _find_all(self) -> Iterator[WithoutData]:
        """Find what serves each query of each alarm; yield those that nothing serves."""
        for alarm in self._alarms.metric_alarms.values():
            assert isinstance(alarm.definition, MetricAlarm)
            for query in alarm.definition.queries:
                if query.metric is not None:
                    why = self._find_series(alarm, alarm.definition, query)
                elif query.external_calls:
                    why = self._find_result(alarm, alarm.definition, query)
                else:
                    why = None  # computed from the other queries
                if why is not None:
                    yield WithoutData(alarm=alarm.name, query_id=query.id, why=why)

    def _find_series(
        self, alarm: DeployedAlarm, definition: MetricAlarm, query: MetricQuery
    ) -> str | None:
        """Find the series of a metric; return why there is none."""
        region = alarm.environment.region
        found = match_query(query, definition.period, region, self._recorded, self._resolved)
        if isinstance(found, Mismatch):
            return found.why
        self._matches[id(query)] = found
        return None

    def _find_result(
        self, alarm: DeployedAlarm, definition: MetricAlarm, query: MetricQuery
    ) -> str | None:
        """Find the result of an expression; return why there is none."""
        spellings = {_canonical(definition, query, resolved) for resolved in (self._resolved, {})}
        for recorded in self._recorded.expressions:
            is_here = recorded.region in {None, alarm.environment.region}
            is_same = recorded.expression in spellings
            if is_here and is_same and recorded.period == definition.period:
                self._results[definition.name, query.id] = supplied(recorded, query.id)
                self._result_coverages[definition.name, query.id] = recorded.coverage
                return None
        return f"the result of {query.expression!r:.80} is not recorded; record it with its metrics"


def _canonical(alarm: MetricAlarm, query: MetricQuery, resolved: Mapping[str, str]) -> str:
    """Return the canonical spelling of an expression of an alarm."""
    metrics = {
        each.id: canonical_metric(with_resolved(each.metric, resolved), each.statistic, each.unit)
        for each in alarm.queries
        if each.metric is not None and each.statistic is not None
    }
    expressions = {each.id: each.expression for each in alarm.queries if each.expression}
    return canonical_expression(query.id, metrics, expressions)
