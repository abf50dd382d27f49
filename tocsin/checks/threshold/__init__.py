"""Checks of what alarms compare with: whether anything can cross it, or nothing can."""

from tocsin.checks.check import Check
from tocsin.checks.threshold import (
    always,
    always_by_algebra,
    blind,
    never,
    never_by_algebra,
    percent_or_fraction,
)
from tocsin.checks.threshold.idle_alarms import idle_alarms

CHECKS: tuple[Check, ...] = (
    never.CHECK,
    always.CHECK,
    never_by_algebra.CHECK,
    always_by_algebra.CHECK,
    percent_or_fraction.CHECK,
    blind.CHECK,
)

__all__ = [
    "CHECKS",
    "idle_alarms",
]
