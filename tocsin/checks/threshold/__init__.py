"""Checks of what alarms compare with: whether anything can cross it, or nothing can."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
