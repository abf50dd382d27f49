"""Checks of composite alarms, of what holds their actions back, and of mute rules."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
