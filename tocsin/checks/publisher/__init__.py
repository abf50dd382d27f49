"""Checks of custom metrics: whether somebody publishes what alarms read."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
