"""Metric filters of the embedded AWS."""

from local.overlay.log_metrics.install import install

__all__ = [
    "install",
]
