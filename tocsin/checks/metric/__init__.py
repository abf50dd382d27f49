"""Checks of which metrics alarms read: whether AWS publishes them, by these names."""

from tocsin.checks.check import Check
from tocsin.checks.metric import (
    no_dimension,
    reserved_namespace,
    unknown,
    wrong_dimensions,
    wrong_value,
)

CHECKS: tuple[Check, ...] = (
    unknown.CHECK,
    reserved_namespace.CHECK,
    no_dimension.CHECK,
    wrong_dimensions.CHECK,
    wrong_value.CHECK,
)

__all__ = [
    "CHECKS",
]
