"""Checks of machines that page people tier after tier."""

from tocsin.checks.check import Check
from tocsin.checks.escalation import (
    cannot_tell_everybody,
    dead_end,
    deadline_missing,
    digest_untold,
    failures_lost,
    machine_differs,
    nobody_new,
    not_alarmed,
    not_started,
    probe_missing,
    queue_waits,
    slower_than_severity,
    unanswered_nobody,
    unknown_state,
)

CHECKS: tuple[Check, ...] = (
    machine_differs.CHECK,
    unanswered_nobody.CHECK,
    dead_end.CHECK,
    slower_than_severity.CHECK,
    nobody_new.CHECK,
    not_started.CHECK,
    digest_untold.CHECK,
    queue_waits.CHECK,
    failures_lost.CHECK,
    cannot_tell_everybody.CHECK,
    deadline_missing.CHECK,
    probe_missing.CHECK,
    not_alarmed.CHECK,
    unknown_state.CHECK,
)

__all__ = [
    "CHECKS",
]
