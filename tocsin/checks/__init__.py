"""Checks: rules that templates of alarms, topics, backups and so on keep or break.

One check a file, `FAMILY/NAME.py`, with its page of documentation beside it. A check is a pure
function of a `Subject`; what it finds is a `Problem`, and what the templates leave open is
`Undecided`. A false alarm is worse than silence: a check never guesses.
"""

from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.coverage import (
    Coverage,
    ExpectedAlarm,
    ResourceCoverage,
    coverage_of,
    percent,
)
from tocsin.checks.documentation import documentation
from tocsin.checks.registry import CHECKS, check_by_id
from tocsin.checks.report import Report, run_checks
from tocsin.checks.response_time import times_to_page
from tocsin.checks.subject import Subject

__all__ = [
    "CHECKS",
    "Check",
    "CheckedAlarm",
    "Coverage",
    "ExpectedAlarm",
    "Report",
    "ResourceCoverage",
    "Subject",
    "Undecided",
    "Verdict",
    "check_by_id",
    "coverage_of",
    "documentation",
    "percent",
    "run_checks",
    "times_to_page",
]
