"""All the metric data that alarms read, found by exact identity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from tocsin.evaluation import math
from tocsin.evaluation.alarm import Metric, MetricQuery
from tocsin.evaluation.data.metric_series import FloatArray, MetricSeries, MetricSeriesError, merged

_NO_UNIT = "None"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuerySeries:
    """The values of a query that cannot be computed offline, such as an anomaly band.

    Give one array for a series and two, lower then upper, for a band.

    Attributes:
        query_id: The query in ``Metrics`` that they stand for, or the text of the call whose
            result they are, such as ``ANOMALY_DETECTION_BAND(m1)``.
        alarm_name: The alarm they belong to; None for any alarm with such a query.
        timestamps: Seconds since 1970, ascending, each the start of a slot.
        bounds: One array of values, or the lower and the upper bound of a band.
    """

    query_id: str
    alarm_name: str | None = None
    timestamps: FloatArray
    bounds: tuple[FloatArray, ...]

    @classmethod
    def of(
        cls,
        query_id: str,
        timestamps: ArrayLike,
        *bounds: ArrayLike,
        alarm_name: str | None = None,
    ) -> "QuerySeries":
        """Make one from anything that numpy takes as arrays."""
        return cls(
            query_id=query_id,
            alarm_name=alarm_name,
            timestamps=np.asarray(timestamps, dtype=np.float64),
            bounds=tuple(np.asarray(bound, dtype=np.float64) for bound in bounds),
        )

    def __post_init__(self) -> None:
        expected = self.timestamps.size
        if len(self.bounds) not in {1, 2} or any(b.size != expected for b in self.bounds):
            message = f"query {self.query_id!r}: give one or two arrays as long as the timestamps"
            raise MetricSeriesError(message)


class MetricData:
    """A set of metric series, indexed by metric."""

    def __init__(
        self, series: Iterable[MetricSeries] = (), queries: Iterable[QuerySeries] = ()
    ) -> None:
        self._by_metric: dict[Metric, list[MetricSeries]] = {}
        for one in series:
            self._by_metric.setdefault(one.metric, []).append(one)
        self._queries = {(query.alarm_name, _canonical(query.query_id)): query for query in queries}

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
        if query.unit is not None:
            candidates = [one for one in candidates if (one.unit or _NO_UNIT) == query.unit]
        aggregated = [
            one
            for one in candidates
            if one.statistic is not None and one.statistic == query.statistic
        ]
        chosen = aggregated or [one for one in candidates if one.statistic is None]
        return merged(chosen) if chosen else None

    def given(self, alarm_name: str, query_id: str) -> QuerySeries | None:
        """Return the values given for a query, those for this alarm first."""
        named = self._queries.get((alarm_name, query_id))
        return named or self._queries.get((None, query_id))


AnyMetricData: TypeAlias = (
    MetricData | MetricSeries | Sequence[MetricSeries] | Mapping[str, MetricSeries]
)


def _canonical(query_id: str) -> str:
    """Return the one spelling of a call, such as of a band; an id is itself."""
    if "(" not in query_id:
        return query_id
    calls = math.parse(query_id).external_calls
    return calls[0] if calls else query_id


def as_metric_data(data: AnyMetricData) -> MetricData:
    """Return metric data for one series, several, or what is metric data already."""
    if isinstance(data, MetricData):
        return data
    if isinstance(data, MetricSeries):
        return MetricData([data])
    return MetricData(data.values() if isinstance(data, Mapping) else data)
