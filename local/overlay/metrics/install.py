"""Makes the emulator check the data that is put, and answer questions about data as alarms do."""

from local.overlay import emulator
from local.overlay.api import served
from local.overlay.metrics.listed import list_metrics
from local.overlay.metrics.metric_data import get_metric_data
from local.overlay.metrics.metric_statistics import get_metric_statistics
from local.overlay.metrics.published import put_metric_data


def install() -> None:
    """Replace how metric data is put, listed and read."""
    emulator.put_metric_data.replace(served("PutMetricData", put_metric_data))
    emulator.list_metrics.replace(served("ListMetrics", list_metrics))
    emulator.get_metric_data.replace(served("GetMetricData", get_metric_data))
    emulator.get_metric_statistics.replace(served("GetMetricStatistics", get_metric_statistics))
