"""Checks of backup plans, selections and vaults."""

from tocsin.checks.check import Check

CHECKS: tuple[Check, ...] = ()

__all__ = [
    "CHECKS",
]
