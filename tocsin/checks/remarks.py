"""Remarks about alarms that are made where alarms are read, as verdicts of the check they are of.

What `tocsin test` says of a template and what a check says of it has one source so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tocsin.checks.check import Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, ProblemSeverity
from tocsin.simulation import template_remarks


def verdicts_of_remarks(
    subject: Subject, kind: str, *, severity: ProblemSeverity, why: str, check: str = ""
) -> Iterator[Verdict]:
    """Yield the remarks of a kind.

    Args:
        subject: What is checked.
        kind: The kind of the remarks.
        severity: How bad they are.
        why: Why they matter.
        check: The id of the check, if it is not the kind.
    """
    for problem in subject.memo(_remarks_by_kind).get(kind, ()):
        yield replace(problem, kind=check or kind, severity=severity, why=why)


def _remarks_by_kind(subject: Subject) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in template_remarks(subject.assembly, subject.alarm_set):
        found.setdefault(problem.kind, []).append(problem)
    return found
