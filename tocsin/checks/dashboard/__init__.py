"""Checks of CloudWatch dashboards."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
