"""Checks of single alarms: what they do, how they are called, and what they say."""

from tocsin.checks.alarm import (
    actions_disabled,
    description_differs,
    duplicate,
    fixed_name,
    name_collision,
    never_insufficient,
    no_action,
    no_description,
    no_ok_action,
    no_runbook,
    not_creatable,
    only_ok_action,
    precedes_metric,
    repeated_action,
    severity_unknown,
    statistic_bounds,
    unfilled_text,
)
from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = (
    actions_disabled.CHECK,
    description_differs.CHECK,
    duplicate.CHECK,
    fixed_name.CHECK,
    name_collision.CHECK,
    never_insufficient.CHECK,
    no_action.CHECK,
    no_description.CHECK,
    no_ok_action.CHECK,
    no_runbook.CHECK,
    not_creatable.CHECK,
    only_ok_action.CHECK,
    precedes_metric.CHECK,
    repeated_action.CHECK,
    severity_unknown.CHECK,
    statistic_bounds.CHECK,
    unfilled_text.CHECK,
)

__all__ = [
    "CHECKS",
]
