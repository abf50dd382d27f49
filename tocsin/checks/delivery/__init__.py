"""Checks of the ways of notifications, from an alarm to who is told."""

from tocsin.checks.check import Check
from tocsin.checks.delivery import closed_hop, dead_letter_queue, pages_nobody

CHECKS: tuple[Check, ...] = (closed_hop.CHECK, dead_letter_queue.CHECK, pages_nobody.CHECK)

__all__ = [
    "CHECKS",
]
