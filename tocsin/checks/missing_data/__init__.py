"""Checks of what alarms do when their metrics have no data."""

from tocsin.checks.check import Check
from tocsin.checks.missing_data import (
    breaching_sparse,
    dynamodb,
    not_breaching_heartbeat,
    sparse_default,
    unclearable,
)

CHECKS: tuple[Check, ...] = (
    sparse_default.CHECK,
    breaching_sparse.CHECK,
    not_breaching_heartbeat.CHECK,
    unclearable.CHECK,
    dynamodb.CHECK,
)

__all__ = [
    "CHECKS",
]
