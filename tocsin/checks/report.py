"""What checks say of an assembly."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.checks.check import Check, Undecided
from tocsin.checks.registry import CHECKS
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Location, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What checks say.

    Attributes:
        problems: What they found, in the order of the templates.
        undecided: What the templates leave open, in the same order.
        checks: The checks that were asked.
        alarms: How many alarms there are.
    """

    problems: tuple[Problem, ...]
    undecided: tuple[Undecided, ...]
    checks: tuple[Check, ...]
    alarms: int


def run_checks(subject: Subject, checks: Iterable[Check] = CHECKS) -> Report:
    """Ask checks about an assembly.

    Each thing that one of them says is said once, however often it comes up.
    """
    asked = tuple(checks)
    verdicts = dict.fromkeys(verdict for check in asked for verdict in check.run(subject))
    problems = (each for each in verdicts if isinstance(each, Problem))
    undecided = (each for each in verdicts if isinstance(each, Undecided))
    return Report(
        problems=tuple(sorted(problems, key=lambda each: (*_place(each.where), each.kind))),
        undecided=tuple(sorted(undecided, key=lambda each: (*_place(each.where), each.check))),
        checks=asked,
        alarms=len(subject.alarms),
    )


def _place(where: Location) -> tuple[str, int, int, str]:
    position = where.position
    line, column = (position.line, position.column) if position else (0, 0)
    return where.source, line, column, where.subject
