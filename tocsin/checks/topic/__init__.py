"""Checks of the topics that alarms publish to."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
