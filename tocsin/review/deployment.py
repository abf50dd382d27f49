"""What CloudFormation would refuse, replace or leave undone on the way from BASE to HEAD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.change import Change
from tocsin.review.comparison import About
from tocsin.review.kinds import KINDS
from tocsin.review.places import Places
from tocsin.transition import HOLDINGS, transition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Resource
    from tocsin.diagnostics import Problem
    from tocsin.on_call import Severity
    from tocsin.review.comparison import Comparison

_SAID_OF_ALARMS = "transition/history-lost"
"""The comparison of alarms says it, and of more of them."""

_GAPS = frozenset({"transition/to-be-confirmed"})
"""After which something is without effect for a time."""

_UNDECIDED = "transition/undecided"
_HOLDS_DATA = "transition/replaced-with-data"


def deployment_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield what a deployment of HEAD over BASE would meet with."""
    base, head = comparison.pairs.base, comparison.pairs.head
    places = Places(assembly=head), Places(assembly=base)
    for problem in transition(base, head).problems:
        if problem.kind != _SAID_OF_ALARMS and not _is_noise(problem, comparison):
            yield _change(problem, *places)


def _is_noise(problem: Problem, comparison: Comparison) -> bool:
    """Say whether a note is about something that is only written in another way."""
    if problem.kind != _UNDECIDED:
        return False
    found = Places(assembly=comparison.pairs.head).resource(problem.where)
    return found is not None and found not in {each.after for each in comparison.pairs.changed}


def _kind(problem: Problem, resource: Resource | None) -> tuple[str, Severity]:
    if problem.is_error:
        return "transition/refused", "critical"
    if problem.kind == _UNDECIDED and resource is not None and resource.type in HOLDINGS:
        return "transition/lost", "warning"
    if problem.kind in _GAPS:
        return "transition/gap", "warning"
    if problem.severity == "warning":
        return "transition/lost", "critical" if problem.kind == _HOLDS_DATA else "warning"
    return "transition/note", "info"


def _change(problem: Problem, head: Places, base: Places) -> Change:
    resource, is_gone = head.resource(problem.where), False
    if resource is None:
        resource, is_gone = base.resource(problem.where), True
    kind, severity = _kind(problem, resource)
    if resource is not None:
        about = About.of(resource, is_gone=is_gone)
        return about.change(
            kind,
            f": {problem.what}",
            why=problem.why,
            fix=problem.fix,
            rule=problem.kind,
            severity=severity,
        )
    stack, known = head.stack(problem.where) or base.stack(problem.where), KINDS[kind]
    return Change(
        kind=kind,
        severity=severity,
        effect=known.effect,
        matters=known.matters,
        subject=f"stack {stack.name}" if stack else problem.where.source,
        what=f": {problem.what}",
        where=problem.where,
        side="base" if head.stack(problem.where) is None else "head",
        why=problem.why,
        fix=problem.fix,
        rule=problem.kind,
        stack=stack.name if stack else "",
        region=stack.region if stack else None,
    )
