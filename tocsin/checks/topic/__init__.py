"""Checks of the topics that alarms publish to."""

from tocsin.checks.check import Check
from tocsin.checks.topic import (
    aws_managed_key,
    fifo,
    filter_policy,
    key_policy,
    no_dead_letter_queue,
    no_display_name,
    no_subscription,
    other_region,
    policy,
    raw_delivery,
    single_person,
    unused,
)

CHECKS: tuple[Check, ...] = (
    no_subscription.CHECK,
    aws_managed_key.CHECK,
    key_policy.CHECK,
    policy.CHECK,
    other_region.CHECK,
    filter_policy.CHECK,
    raw_delivery.CHECK,
    fifo.CHECK,
    no_dead_letter_queue.CHECK,
    no_display_name.CHECK,
    single_person.CHECK,
    unused.CHECK,
)

__all__ = [
    "CHECKS",
]
