"""The metric data that a drill feeds to alarms, for panels."""

from collections import defaultdict
from collections.abc import Iterable

from tocsin.alarms import Metric, MetricAlarm, MetricQuery
from tocsin.drills import Drill
from tocsin.evaluation import MetricSeries, SuppliedSeries
from tocsin.preview.query_texts import QueryTexts
from tocsin.simulation import AlarmSet


class DrillSource:
    """The data of one drill.

    A drill feeds metrics wherever alarms read them, so these alarms tell in which Regions they are.
    """

    def __init__(self, drill: Drill, alarms: AlarmSet) -> None:
        self._data = drill.data
        self._regions: dict[Metric, set[str | None]] = defaultdict(set)
        self._results: dict[tuple[str, int, str | None], SuppliedSeries] = {}
        for name in drill.metric_alarms:
            alarm = alarms.metric_alarms[name]
            assert isinstance(alarm.definition, MetricAlarm)
            self._learn(alarm.definition, alarm.environment.region)

    def metrics(self, region: str | None) -> Iterable[Metric]:
        """Return the metrics that the drill feeds in a Region."""
        return [each for each in self._data.metrics if self._is_in(each, region)]

    def series(self, query: MetricQuery, period: int, region: str | None) -> MetricSeries | None:
        """Return the samples that a query reads, whatever its period."""
        del period  # samples serve each
        if query.metric is None or not self._is_in(query.metric, region):
            return None
        return self._data.find(query)

    def result(self, expression: str, period: int, region: str | None) -> SuppliedSeries | None:
        """Return what the drill gives for an expression that an alarm has."""
        found = (
            series
            for (text, seconds, place), series in self._results.items()
            if (text, seconds) == (expression, period) and _same(place, region)
        )
        return next(found, None)

    def _is_in(self, metric: Metric, region: str | None) -> bool:
        return any(_same(each, region) for each in self._regions.get(metric, ()))

    def _learn(self, alarm: MetricAlarm, region: str | None) -> None:
        for query in alarm.queries:
            if query.metric is not None:
                self._regions[query.metric].add(region)
        texts = QueryTexts(alarm.queries)
        for query in alarm.queries:
            for call in query.external_calls:
                series = self._data.supplied(alarm.name, query.id)
                series = series or self._data.supplied(alarm.name, call)
                if series is not None:
                    self._results[texts.canonical(call), alarm.period, region] = series


def _same(place: str | None, region: str | None) -> bool:
    """Tell whether two Regions may be one; None is one that nobody knows."""
    return None in {place, region} or place == region
