"""Recorded metric data, for panels."""

from collections.abc import Iterable, Mapping

from tocsin.alarms import Metric, MetricQuery
from tocsin.evaluation import MetricSeries, SuppliedSeries
from tocsin.recorded import RecordedData, recorded_result, recorded_series


class RecordedSource:
    """A recording.

    Attributes:
        recorded: The data.
        resolved: What texts in dimension values stand for in the data.
    """

    def __init__(self, recorded: RecordedData, resolved: Mapping[str, str]) -> None:
        self._recorded = recorded
        self._resolved = resolved

    def metrics(self, region: str | None) -> Iterable[Metric]:
        """Return the metrics that were recorded in a Region, or without saying where."""
        return [
            metric
            for metric in self._recorded.metrics
            if region is None
            or any(key.region in {None, region} for key in self._recorded.keys(metric))
        ]

    def series(self, query: MetricQuery, period: int, region: str | None) -> MetricSeries | None:
        """Return the series that a query reads, if one of its statistic and period can serve."""
        return recorded_series(query, period, region, self._recorded, self._resolved)

    def result(self, expression: str, period: int, region: str | None) -> SuppliedSeries | None:
        """Return the recorded result of an expression."""
        return recorded_result(expression, period, region, self._recorded)
