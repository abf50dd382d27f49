"""Checks of what is not watched: resources without the alarms that the catalogue recommends.

`coverage_of` has the same as numbers. They are asked only where somebody asks for them, because an
assembly does not show which alarms others have.
"""

from tocsin.checks.check import Check
from tocsin.checks.coverage import missing_alarm, unwatched
from tocsin.checks.coverage.coverage import (
    Coverage,
    ExpectedAlarm,
    ResourceCoverage,
    coverage_of,
    percent,
)

CHECKS: tuple[Check, ...] = (unwatched.CHECK, missing_alarm.CHECK)

__all__ = [
    "CHECKS",
    "Coverage",
    "ExpectedAlarm",
    "ResourceCoverage",
    "coverage_of",
    "percent",
]
