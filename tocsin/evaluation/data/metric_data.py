"""All the metric data that alarms read, found by exact identity."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from tocsin import metric_math
from tocsin.alarms import Metric, MetricQuery
from tocsin.evaluation.data.metric_series import MetricSeries, merged
from tocsin.evaluation.data.supplied_series import SuppliedSeries


class MetricData:
    """A set of metric series, indexed by metric, and of series supplied for queries."""

    def __init__(
        self, series: Iterable[MetricSeries] = (), supplied: Iterable[SuppliedSeries] = ()
    ) -> None:
        self._by_metric: dict[Metric, list[MetricSeries]] = {}
        for one in series:
            self._by_metric.setdefault(one.metric, []).append(one)
        self._supplied: dict[tuple[str | None, str], dict[str, SuppliedSeries]] = {}
        for each in supplied:
            key = (each.alarm_name, _canonical(each.query_id))
            self._supplied.setdefault(key, {})[each.contributor] = each

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Return the metrics that have data."""
        return tuple(self._by_metric)

    def find(self, query: MetricQuery) -> MetricSeries | None:
        """Return the series a metric query reads, or None when nothing matches exactly.

        Aggregated points of the query's own statistic come before samples. Without a unit in the
        query, series of every unit are taken together, which CloudWatch leaves undefined.
        """
        if query.metric is None:
            return None
        candidates = self._by_metric.get(query.metric)
        if not candidates:
            return None
        candidates = [one for one in candidates if query.takes_unit(one.unit)]
        aggregated = [
            one
            for one in candidates
            if one.statistic is not None and one.statistic == query.statistic
        ]
        chosen = aggregated or [one for one in candidates if one.statistic is None]
        return merged(chosen) if chosen else None

    def supplied(self, alarm_name: str, query_id: str) -> SuppliedSeries | None:
        """Return what was supplied for a query, for this alarm rather than for any."""
        return self._of_query(alarm_name, query_id).get("")

    def contributors(self, alarm_name: str, query_id: str) -> Mapping[str, SuppliedSeries]:
        """Return the series of the contributors of a query, by their names."""
        found = self._of_query(alarm_name, query_id)
        return {name: series for name, series in found.items() if name}

    def _of_query(self, alarm_name: str, query_id: str) -> Mapping[str, SuppliedSeries]:
        named = self._supplied.get((alarm_name, query_id))
        return named or self._supplied.get((None, query_id), {})


AnyMetricData: TypeAlias = (
    MetricData | MetricSeries | Sequence[MetricSeries] | Mapping[str, MetricSeries]
)


def _canonical(query_id: str) -> str:
    """Return the one spelling of a call, such as of a band; an id is itself."""
    if "(" not in query_id:
        return query_id
    calls = metric_math.parse(query_id).external_calls
    return calls[0] if calls else query_id


def as_metric_data(data: AnyMetricData) -> MetricData:
    """Return metric data for one series, several, or what is metric data already."""
    if isinstance(data, MetricData):
        return data
    if isinstance(data, MetricSeries):
        return MetricData([data])
    return MetricData(data.values() if isinstance(data, Mapping) else data)
