"""Checks of single alarms: what they do, how they are called, and what they say."""

from tocsin.checks.alarm import no_action
from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = (no_action.CHECK,)

__all__ = [
    "CHECKS",
]
