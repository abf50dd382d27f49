"""Checks of the ways of notifications, from an alarm to who is told."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
