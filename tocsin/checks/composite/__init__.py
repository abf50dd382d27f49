"""Checks of composite alarms, of what holds their actions back, and of mute rules."""

from tocsin.checks.check import Check
from tocsin.checks.composite import (
    always,
    always_suppressed,
    child_pages_too,
    cycle,
    idle_condition,
    missing_child,
    missing_depends_on,
    mute_rule,
    name_with_spaces,
    never,
    short_suppression,
    single_quotes,
    suppressor_without_periods,
    too_many_children,
    too_many_parents,
)

CHECKS: tuple[Check, ...] = (
    always.CHECK,
    always_suppressed.CHECK,
    child_pages_too.CHECK,
    cycle.CHECK,
    idle_condition.CHECK,
    missing_child.CHECK,
    missing_depends_on.CHECK,
    mute_rule.CHECK,
    name_with_spaces.CHECK,
    never.CHECK,
    short_suppression.CHECK,
    single_quotes.CHECK,
    suppressor_without_periods.CHECK,
    too_many_children.CHECK,
    too_many_parents.CHECK,
)

__all__ = [
    "CHECKS",
]
