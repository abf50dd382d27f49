"""Checks of who publishes a metric against who reads it."""

from tocsin.checks.check import Check
from tocsin.checks.publisher import (
    no_permission,
    other_dimensions,
    other_name,
    other_namespace,
    other_region,
    other_unit,
    unread,
)

CHECKS: tuple[Check, ...] = (
    other_name.CHECK,
    other_namespace.CHECK,
    other_dimensions.CHECK,
    other_unit.CHECK,
    other_region.CHECK,
    no_permission.CHECK,
    unread.CHECK,
)

__all__ = [
    "CHECKS",
]
