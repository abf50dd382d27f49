"""Metric filters of the embedded AWS."""

from local.overlay.log_metrics.metric_filters import emitting

__all__ = [
    "emitting",
]
