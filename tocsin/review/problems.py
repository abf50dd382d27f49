"""What checks find in HEAD that was not there before, and what they find no more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tocsin.review.change import Change
from tocsin.review.comparison import About
from tocsin.review.kinds import KINDS
from tocsin.review.places import Places
from tocsin.review.side import service_of
from tocsin.triage import examine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tocsin.assembly import Resource
    from tocsin.diagnostics import Problem
    from tocsin.on_call import Severity
    from tocsin.review.alarms import AlarmPair
    from tocsin.review.comparison import Comparison
    from tocsin.review.known import Known
    from tocsin.review.side import Side


class _Key(NamedTuple):
    """What lasts of a problem when lines move and values change."""

    check: str
    stack: str
    subject: str


_SAID: Mapping[str, frozenset[str]] = {
    "alarm/actions-disabled": frozenset({"alarm/disabled"}),
    "alarm/no-action": frozenset({"alarm/no-action", "alarm/disabled"}),
    "alarm/no-ok-action": frozenset({"alarm/ok-action-removed"}),
    "alarm/no-runbook": frozenset({"alarm/runbook-lost"}),
    "alarm/not-creatable": frozenset({"alarm/not-creatable"}),
    "alarm/only-ok-action": frozenset({"alarm/no-action"}),
    "alarm/severity-unknown": frozenset({"alarm/less-urgent"}),
    "backup/rpo-not-met": frozenset({"backup/objective-missed", "backup/objective-met"}),
    "backup/rto-not-met": frozenset({"backup/objective-missed", "backup/objective-met"}),
    "delivery/pages-nobody": frozenset({"alarm/pages-nobody", "alarm/no-action", "alarm/disabled"}),
    "response-time/too-late": frozenset({"alarm/page-too-late", "alarm/page-in-time"}),
}
"""Which changes of a resource say the same as a check; then the check is not repeated."""


def problem_changes(
    comparison: Comparison,
    alarms: Iterable[AlarmPair],
    said: Mapping[str, set[str]],
    known: Known,
) -> Iterator[Change]:
    """Yield the problems that only one of both sides has; advice is left out.

    What goes with its resource is not fixed.

    Args:
        comparison: Both sides.
        alarms: The alarms that change, with what they are called now.
        said: The kinds of changes that are told already, by `stack/logical id`.
        known: What somebody has decided about checks.
    """
    base, head = _Found(comparison.base, known), _Found(comparison.head, known)
    renamed = _renamed(comparison, alarms)
    old = Counter(base.key(each, renamed) for each in base.problems)
    new = Counter(head.key(each, {}) for each in head.problems)
    for problem, key in head.without(old, {}):
        if not _SAID.get(problem.kind, frozenset()) & said.get(key.subject, set()):
            yield head.change(problem, "problem/new")
    for problem, key in base.without(new, renamed):
        is_said = _SAID.get(problem.kind, frozenset()) & said.get(key.subject, set())
        if not is_said and not base.is_gone(problem, renamed):
            yield base.change(problem, "problem/fixed")


def _renamed(comparison: Comparison, alarms: Iterable[AlarmPair]) -> Mapping[str, str]:
    """Return what each resource that stays is called in HEAD, by what it is called in BASE."""
    kept = {_name(before): _name(after) for before, after in comparison.pairs.after.items()}
    moved = {
        _name(pair.before.resource): _name(pair.after.resource)
        for pair in alarms
        if pair.before is not None and pair.after is not None
    }
    return {**kept, **moved}


class _Found:
    """What checks find on one side, and nobody waives."""

    def __init__(self, side: Side, known: Known) -> None:
        self._side = side
        self._places = Places(assembly=side.subject.assembly)
        found = examine(side.subject, known.decisions, known.home).findings
        problems = (each.problem for each in found if each.counts)
        self.problems = [each for each in problems if each.severity != "note"]

    def key(self, problem: Problem, renamed: Mapping[str, str]) -> _Key:
        """Return what lasts of a problem, by the names of HEAD."""
        resource = self._places.resource(problem.where)
        if resource is None:
            stack = self._places.stack(problem.where)
            return _Key(problem.kind, stack.name if stack else "", problem.where.subject)
        name = _name(resource)
        return _Key(problem.kind, resource.stack.name, renamed.get(name, name))

    def without(
        self, others: Counter[_Key], renamed: Mapping[str, str]
    ) -> Iterator[tuple[Problem, _Key]]:
        """Yield the problems that the other side does not have."""
        left = Counter(others)
        for problem in self.problems:
            key = self.key(problem, renamed)
            if left[key] > 0:
                left[key] -= 1
            else:
                yield problem, key

    def is_gone(self, problem: Problem, renamed: Mapping[str, str]) -> bool:
        """Say whether a problem is of a resource that HEAD has no more."""
        resource = self._places.resource(problem.where)
        return resource is not None and _name(resource) not in renamed

    def change(self, problem: Problem, kind: str) -> Change:
        """Return that a problem is new or fixed."""
        resource = self._places.resource(problem.where)
        is_fixed = kind == "problem/fixed"
        what = f": {'a problem is fixed: ' if is_fixed else ''}{problem.what}"
        fix = "" if is_fixed else problem.fix
        severity: Severity = "info" if is_fixed else self._severity(problem, resource)
        if resource is None:
            return self._of_no_resource(problem, kind, what, severity)
        found = About.of(resource, is_gone=is_fixed).change(
            kind, what, why=problem.why, fix=fix, rule=problem.kind, severity=severity
        )
        alarm = self._side.alarms.get(resource)
        return found if alarm is None else replace(found, service=service_of(alarm.tags))

    def _of_no_resource(self, problem: Problem, kind: str, what: str, severity: Severity) -> Change:
        stack, known = self._places.stack(problem.where), KINDS[kind]
        return Change(
            kind=kind,
            severity=severity,
            effect=known.effect,
            matters=known.matters,
            subject=f"stack {stack.name}" if stack else problem.where.source,
            what=what,
            where=problem.where,
            side="base" if kind == "problem/fixed" else "head",
            why=problem.why,
            fix=problem.fix if known.matters else "",
            rule=problem.kind,
            stack=stack.name if stack else "",
        )

    def _severity(self, problem: Problem, resource: Resource | None) -> Severity:
        """Return how urgent a problem is: by how certain it is, and by the alarm that it is of."""
        alarm = self._side.alarms.get(resource) if resource is not None else None
        urgent = alarm is None or self._side.severity(alarm) in ("critical", None)
        return "critical" if problem.is_error and urgent else "warning"


def _name(resource: Resource) -> str:
    return f"{resource.stack.name}/{resource.logical_id}"
