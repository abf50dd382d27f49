"""The MetricDataQueries of a request: what each Id of its answer stands for."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation import FloatArray
from tocsin.recorded.canonical_expression import canonical_expression, canonical_metric
from tocsin.recorded.formats.series_key import described_metric, make_key
from tocsin.recorded.store import SeriesKey

_DEFAULT_PERIOD = 60


class QueryDefinitions:
    """The queries of a request, by Id."""

    def __init__(self, queries: Sequence[object]) -> None:
        self._queries: dict[str, Mapping[str, Any]] = {
            query["Id"]: query
            for query in queries
            if isinstance(query, Mapping) and isinstance(query.get("Id"), str)
        }

    def knows(self, query_id: str) -> bool:
        """Say whether a query has this Id."""
        return query_id in self._queries

    def is_expression(self, query_id: str) -> bool:
        """Say whether a query is an expression, and no metric."""
        return "MetricStat" not in self._queries[query_id]

    def key(self, query_id: str, region: str | None) -> SeriesKey:
        """Return the series that a query on a metric reads.

        Raises:
            InvalidValueError: It names no metric, statistic or period.
        """
        stat = self._queries[query_id]["MetricStat"]
        return make_key(
            metric=described_metric(stat.get("Metric") if isinstance(stat, Mapping) else None),
            statistic=str(stat.get("Stat")),
            period=stat.get("Period"),
            unit=stat.get("Unit"),
            region=region,
        )

    def canonical_expression(self, query_id: str) -> str:
        """Return an expression with metrics in place of the ids that it uses."""
        metrics = {
            other: self._canonical_metric(other)
            for other in self._queries
            if not self.is_expression(other)
        }
        expressions = {
            other: str(query.get("Expression", ""))
            for other, query in self._queries.items()
            if other not in metrics
        }
        return canonical_expression(query_id, metrics, expressions)

    def period(self, query_id: str, timestamps: FloatArray) -> int:
        """Return the seconds between the values of an expression at some times, `(points,)`."""
        written = self._queries[query_id].get("Period")
        if isinstance(written, int) and written > 0:
            return written
        steps = np.diff(timestamps)
        return int(steps.min()) if steps.size and steps.min() > 0 else _DEFAULT_PERIOD

    def _canonical_metric(self, query_id: str) -> str:
        try:
            key = self.key(query_id, None)
        except InvalidValueError:
            return query_id
        return canonical_metric(key.metric, key.statistic, key.unit)
