"""Checks of how soon alarms tell people, against what their severity promises."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
