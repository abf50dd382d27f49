"""Checks of which metrics alarms read: whether AWS publishes them, by these names."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
