"""Checks of machines that page people tier after tier."""

from tocsin.checks.check import Check
from tocsin.checks.escalation import (
    dead_end,
    machine_differs,
    nobody_new,
    slower_than_severity,
    unanswered_nobody,
)

CHECKS: tuple[Check, ...] = (
    machine_differs.CHECK,
    unanswered_nobody.CHECK,
    dead_end.CHECK,
    slower_than_severity.CHECK,
    nobody_new.CHECK,
)

__all__ = [
    "CHECKS",
]
