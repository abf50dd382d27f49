"""Metric data that an alarm reads."""

from tocsin.evaluation.data.metric_data import (
    AnyMetricData,
    MetricData,
    QuerySeries,
    as_metric_data,
)
from tocsin.evaluation.data.metric_series import FloatArray, MetricSeries, MetricSeriesError

__all__ = [
    "AnyMetricData",
    "FloatArray",
    "MetricData",
    "MetricSeries",
    "MetricSeriesError",
    "QuerySeries",
    "as_metric_data",
]
