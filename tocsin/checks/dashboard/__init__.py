"""Checks of CloudWatch dashboards."""

from tocsin.checks.check import Check
from tocsin.checks.dashboard import (
    other_region,
    query,
    refused,
    unknown_alarm,
    unknown_metric,
    wrong_dimensions,
)

CHECKS: tuple[Check, ...] = (
    refused.CHECK,
    unknown_metric.CHECK,
    wrong_dimensions.CHECK,
    unknown_alarm.CHECK,
    other_region.CHECK,
    query.CHECK,
)

__all__ = [
    "CHECKS",
]
