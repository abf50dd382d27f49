"""Drills: tests of alarms. Metric data in; states, notifications and pages out."""

from tocsin.drills.coverage import Coverage, coverage
from tocsin.drills.drill import Drill
from tocsin.drills.expectations import Failure, Never, Span, StateWithin
from tocsin.drills.mutation import (
    SIGNS,
    AcceptedSurvivor,
    MutantResult,
    MutantStatus,
    Mutation,
    mutate,
)
from tocsin.drills.reading import AlarmIndex, read_drills
from tocsin.drills.rule_coverage import RuleCoverage, rule_coverage
from tocsin.drills.runner import Outcome, run_drills
from tocsin.drills.selection import parse_selection

__all__ = [
    "SIGNS",
    "AcceptedSurvivor",
    "AlarmIndex",
    "Coverage",
    "Drill",
    "Failure",
    "MutantResult",
    "MutantStatus",
    "Mutation",
    "Never",
    "Outcome",
    "RuleCoverage",
    "Span",
    "StateWithin",
    "coverage",
    "mutate",
    "parse_selection",
    "read_drills",
    "rule_coverage",
    "run_drills",
]
