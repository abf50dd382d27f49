"""Checks of what lacks an alarm that the catalogue recommends."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
