"""Checks of rules for events, and of schedules."""

from tocsin.checks.check import Check
from tocsin.checks.event import (
    disabled,
    never_matches,
    no_dead_letter_queue,
    no_target,
    odd_schedule,
    other_region,
    pattern_refused,
    read_only_calls,
    schedule,
    target_closed,
    target_input,
    target_needs_role,
)

CHECKS: tuple[Check, ...] = (
    pattern_refused.CHECK,
    never_matches.CHECK,
    read_only_calls.CHECK,
    other_region.CHECK,
    no_target.CHECK,
    target_closed.CHECK,
    target_needs_role.CHECK,
    target_input.CHECK,
    schedule.CHECK,
    odd_schedule.CHECK,
    disabled.CHECK,
    no_dead_letter_queue.CHECK,
)

__all__ = [
    "CHECKS",
]
