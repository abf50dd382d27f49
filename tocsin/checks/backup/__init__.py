"""Checks of backup plans, of what they select, and of vaults."""

from tocsin.checks.backup import (
    cold_too_short,
    continuous_retention,
    continuous_type,
    dead_notification,
    deletion_policy,
    lock_conflict,
    lock_refused,
    never_deleted,
    no_alarm,
    no_selection,
    one_region,
    plan_refused,
    restore_test_refused,
    role,
    s3_unversioned,
    schedule,
    selection_or_for_and,
    selects_everything,
    unprotected,
    vault_key,
    window,
)
from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = (
    plan_refused.CHECK,
    no_selection.CHECK,
    selects_everything.CHECK,
    selection_or_for_and.CHECK,
    unprotected.CHECK,
    role.CHECK,
    s3_unversioned.CHECK,
    schedule.CHECK,
    window.CHECK,
    restore_test_refused.CHECK,
    never_deleted.CHECK,
    cold_too_short.CHECK,
    continuous_retention.CHECK,
    continuous_type.CHECK,
    lock_refused.CHECK,
    lock_conflict.CHECK,
    vault_key.CHECK,
    one_region.CHECK,
    dead_notification.CHECK,
    no_alarm.CHECK,
    deletion_policy.CHECK,
)

__all__ = [
    "CHECKS",
]
