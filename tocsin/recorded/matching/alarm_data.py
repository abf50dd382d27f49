"""Recorded data as each query of a set of alarms reads them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tocsin.evaluation import MetricAlarm, MetricData, MetricQuery, MetricSeries, SuppliedSeries
from tocsin.recorded.canonical_expression import external_ids, query_meaning
from tocsin.recorded.matching.match import Match, Mismatch, matched
from tocsin.recorded.store import RecordedData, RecordedExpression
from tocsin.simulation import AlarmSet, DeployedAlarm


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
    each alarm has a series of its own, which is unpacked when it is asked for.

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
        self.without_data = tuple(
            missing for alarm in alarms.metric_alarms.values() for missing in self._attach(alarm)
        )

    def find(self, query: MetricQuery) -> MetricSeries | None:
        """Return the series that a query of one of the alarms reads."""
        match = self._matches.get(id(query))
        if match is None or query.metric is None:
            return None
        return match.series(query, self._recorded)

    def supplied(self, alarm_name: str, query_id: str) -> SuppliedSeries | None:
        """Return the recorded result of an expression."""
        return self._results.get((alarm_name, query_id))

    def has_datapoints(self, alarm: MetricAlarm, start: float, end: float) -> bool:
        """Say whether any query of one of the alarms has a datapoint between two times."""
        found = [self.find(query) for query in alarm.queries]
        times = [series.timestamps for series in found if series is not None]
        supplied = (self.supplied(alarm.name, query.id) for query in alarm.queries)
        times += [query.timestamps for query in supplied if query is not None]
        return any(((one >= start) & (one < end)).any() for one in times)

    def _attach(self, alarm: DeployedAlarm) -> Iterator[WithoutData]:
        definition = alarm.definition
        assert isinstance(definition, MetricAlarm)
        external = external_ids(definition)
        for query in definition.queries:
            if query.metric is not None:
                found = matched(
                    query,
                    definition.period,
                    alarm.template_alarm.stack.region,
                    self._recorded,
                    self._resolved,
                )
                if isinstance(found, Mismatch):
                    yield WithoutData(alarm=alarm.name, query_id=query.id, why=found.why)
                else:
                    self._matches[id(query)] = found
            elif query.id in external:
                yield from self._attach_expression(alarm, definition, query)

    def _attach_expression(
        self, alarm: DeployedAlarm, definition: MetricAlarm, query: MetricQuery
    ) -> Iterator[WithoutData]:
        wanted = query_meaning(definition, query, self._resolved)
        written = query_meaning(definition, query, {})
        for recorded in self._recorded.expressions:
            is_here = recorded.region in {None, alarm.template_alarm.stack.region}
            is_same = recorded.meaning in {wanted, written}
            if is_here and is_same and recorded.period == definition.period:
                self._results[definition.name, query.id] = _series(recorded, query.id)
                return
        why = f"the result of {query.expression!r:.80} is not recorded; record it with its metrics"
        yield WithoutData(alarm=alarm.name, query_id=query.id, why=why)


def _series(recorded: RecordedExpression, query_id: str) -> SuppliedSeries:
    finite = np.isfinite(np.vstack(recorded.bounds)).all(axis=0)
    bounds = [bound[finite] for bound in recorded.bounds]
    return SuppliedSeries.of(query_id, recorded.timestamps[finite], *bounds)
