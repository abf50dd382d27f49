"""Checks of the ways of notifications, from an alarm to who is told."""

from tocsin.checks.check import Check
from tocsin.checks.delivery import closed_hop, pages_nobody

CHECKS: tuple[Check, ...] = (closed_hop.CHECK, pages_nobody.CHECK)

__all__ = [
    "CHECKS",
]
