"""Checks of who is on call when a machine pages."""

from tocsin.checks.check import Check
from tocsin.checks.on_call import contact_unreachable, gap, holidays_end

CHECKS: tuple[Check, ...] = (gap.CHECK, contact_unreachable.CHECK, holidays_end.CHECK)

__all__ = [
    "CHECKS",
]
