"""Which of what checks found counts: nothing that is waived, and nothing that was there before."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tocsin.assembly import Assembly
from tocsin.checks import Report
from tocsin.diagnostics import Problem, ProblemSeverity
from tocsin.triage.baseline import Baseline
from tocsin.triage.decisions import Decisions
from tocsin.triage.finding import Finding, Key, OpenQuestion
from tocsin.triage.place import Place, Places
from tocsin.triage.rule import rules
from tocsin.triage.used_waivers import UsedWaivers
from tocsin.triage.waiver import Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """What was found, and what of it counts.

    Attributes:
        findings: All problems, in the order of the templates.
        questions: What the templates leave open and nobody waives, in the same order.
        stale: What is in the baseline and was not found, with how many times.
        stacks: What tells the stacks apart that were looked at.
        asked: The ids that were asked.
        alarms: How many alarms there are.
    """

    findings: tuple[Finding, ...]
    questions: tuple[OpenQuestion, ...]
    stale: Mapping[Key, int]
    stacks: frozenset[str]
    asked: frozenset[str]
    alarms: int

    @property
    def new(self) -> tuple[Finding, ...]:
        """What counts."""
        return tuple(finding for finding in self.findings if finding.counts)

    @property
    def baseline(self) -> Baseline:
        """What a baseline of it holds: all problems that nobody waives."""
        return Baseline.of(each.key for each in self.findings if each.state != "waived")


def triage(report: Report, assembly: Assembly, decisions: Decisions, home: Path) -> Triage:
    """Sort what checks found.

    Args:
        report: What they found.
        assembly: Where they found it.
        decisions: What somebody has decided before.
        home: The working folder, an absolute path.
    """
    places = Places(assembly, home)
    waivers = UsedWaivers(assembly, decisions, places)
    questions = tuple(
        OpenQuestion(undecided=each, place=place)
        for each in report.undecided
        if waivers.of(each.check, each.where, place := places.place(each.where)) is None
    )
    found = [
        (problem, place, waivers.of(problem.kind, problem.where, place))
        for problem in report.problems
        for place in (places.place(problem.where),)
    ]
    # Only now is it known which waivers were of use.
    found += [(problem, places.place(problem.where), None) for problem in waivers.problems()]
    findings = tuple(_numbered(found, decisions))
    return Triage(
        findings=findings,
        questions=questions,
        stale=_stale(findings, decisions),
        stacks=frozenset(each.stack for each in places.of_stacks),
        asked=decisions.asked,
        alarms=report.alarms,
    )


def _numbered(
    found: Iterable[tuple[Problem, Place, Waiver | None]], decisions: Decisions
) -> Iterator[Finding]:
    """Yield problems as findings; of those with one key, the baseline knows the first."""
    numbers, known = Counter[Key](), Counter[Key]()
    for problem, place, waiver in found:
        finding = Finding(
            problem=_as_decided(problem, decisions.rules.severities),
            place=place,
            number=0,
            waiver=waiver,
        )
        key = finding.key
        numbers[key] += 1
        is_known = waiver is None and known[key] < decisions.baseline.counts.get(key, 0)
        known[key] += is_known
        yield replace(finding, number=numbers[key], is_in_baseline=is_known)


def _as_decided(problem: Problem, severities: Mapping[str, ProblemSeverity]) -> Problem:
    severity = severities.get(problem.kind, problem.severity)
    return problem if severity == problem.severity else replace(problem, severity=severity)


def _stale(findings: Iterable[Finding], decisions: Decisions) -> dict[Key, int]:
    """Return what the baseline has too much of; of what was not asked, nobody knows."""
    found = Counter(each.key for each in findings if each.is_in_baseline)
    return {
        key: count - found[key]
        for key, count in decisions.baseline.counts.items()
        if count > found[key] and (key.check in decisions.asked or key.check not in rules())
    }
