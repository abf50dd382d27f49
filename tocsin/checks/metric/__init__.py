"""Checks of which metrics alarms read: whether AWS publishes them, by these names."""

from tocsin.checks.check import Check
from tocsin.checks.metric import (
    account_wide,
    no_dimension,
    opt_in,
    period,
    reserved_namespace,
    resolution,
    statistic,
    unit,
    unknown,
    wrong_dimensions,
    wrong_region,
    wrong_value,
)

CHECKS: tuple[Check, ...] = (
    unknown.CHECK,
    reserved_namespace.CHECK,
    no_dimension.CHECK,
    wrong_dimensions.CHECK,
    wrong_value.CHECK,
    account_wide.CHECK,
    wrong_region.CHECK,
    statistic.CHECK,
    unit.CHECK,
    period.CHECK,
    resolution.CHECK,
    opt_in.CHECK,
)

__all__ = [
    "CHECKS",
]
