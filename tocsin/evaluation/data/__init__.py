"""Metric data that an alarm reads."""

from tocsin.evaluation.data.aligned_series import AlignedSeries
from tocsin.evaluation.data.metric_data import AnyMetricData, MetricData, as_metric_data
from tocsin.evaluation.data.metric_series import MetricSeries, MetricSeriesError
from tocsin.evaluation.data.supplied_series import SuppliedSeries

__all__ = [
    "AlignedSeries",
    "AnyMetricData",
    "MetricData",
    "MetricSeries",
    "MetricSeriesError",
    "SuppliedSeries",
    "as_metric_data",
]
