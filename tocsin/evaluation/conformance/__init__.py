"""Runs cases that say how CloudWatch behaves against the evaluator.

``python -m tocsin.evaluation.conformance FILE...`` reads lists of cases from JSON files; the
kinds of cases and their fields are described in docs/evaluation.md.
"""

from tocsin.evaluation.conformance.case import Case, MalformedCaseError, Mismatch
from tocsin.evaluation.conformance.case_file import CaseFileError, read_cases
from tocsin.evaluation.conformance.runner import Failure, run_case, run_cases

__all__ = [
    "Case",
    "CaseFileError",
    "Failure",
    "MalformedCaseError",
    "Mismatch",
    "read_cases",
    "run_case",
    "run_cases",
]
