"""Checks of how soon alarms page, against what their severity promises."""

from tocsin.checks.check import Check
from tocsin.checks.response_time import late_at_worst, silence, too_late
from tocsin.checks.response_time.page_time import PageTime, arithmetic, page_times, times_to_page

CHECKS: tuple[Check, ...] = (too_late.CHECK, silence.CHECK, late_at_worst.CHECK)

__all__ = [
    "CHECKS",
    "PageTime",
    "arithmetic",
    "page_times",
    "times_to_page",
]
