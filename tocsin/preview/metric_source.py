"""Where the series of panels come from."""

from collections.abc import Iterable
from typing import Protocol

from tocsin.alarms import Metric, MetricQuery
from tocsin.evaluation import MetricSeries, SuppliedSeries


class MetricSource(Protocol):
    """Metric data of a drill, or of a recording."""

    def metrics(self, region: str | None) -> Iterable[Metric]:
        """Return the metrics that have data in a Region; in any if it is not known."""

    def series(self, query: MetricQuery, period: int, region: str | None) -> MetricSeries | None:
        """Return what a query on a metric reads; None if there is nothing."""

    def result(self, expression: str, period: int, region: str | None) -> SuppliedSeries | None:
        """Return what CloudWatch alone can compute, by its canonical text; None if not given."""
