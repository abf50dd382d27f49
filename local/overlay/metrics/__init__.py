"""Metrics of the embedded AWS: what is put is checked, and what is asked is computed by us."""

from local.overlay.metrics.install import install
from local.overlay.metrics.metric_points import alarm_data, stored_points

__all__ = [
    "alarm_data",
    "install",
    "stored_points",
]
