"""Checks of sampling rules and groups of X-Ray."""

from tocsin.checks.check import Check
from tocsin.checks.tracing import (
    duplicate_priority,
    everything_sampled,
    group_refused,
    insight_notifications,
    late_attribute,
    rule_refused,
    shadowed_rule,
)

CHECKS: tuple[Check, ...] = (
    rule_refused.CHECK,
    shadowed_rule.CHECK,
    duplicate_priority.CHECK,
    everything_sampled.CHECK,
    late_attribute.CHECK,
    group_refused.CHECK,
    insight_notifications.CHECK,
)

__all__ = [
    "CHECKS",
]
