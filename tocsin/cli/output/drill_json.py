"""What `tocsin test --json` prints."""

from collections.abc import Mapping, Sequence

from tocsin.assembly import LeftOut
from tocsin.cli.output.findings import Findings, looks_back, reason_of, rule_of
from tocsin.cli.output.rule_tables import rule_coverage_data
from tocsin.cli.problem_data import problem_data
from tocsin.drills import Coverage, Failure, MutantStatus, Mutation, Outcome
from tocsin.evaluation import Decision
from tocsin.simulation import ClosedHop, NotEvaluated

_FATES: Mapping[MutantStatus, str] = {
    "killed": "noticed",
    "survived": "survives",
    "accepted": "explained",
}
"""What becomes of a mutant, in the words of docs/drills.md."""


def findings_data(found: Findings) -> dict[str, object]:
    """Return all that was found as data; times are seconds since the start of their drill."""
    data: dict[str, object] = {
        "exit_code": found.exit_code,
        "passed": found.passed,
        "failed": found.failed,
        "problems": [],
        "drills": [
            {**_drill(outcome), "seconds": round(seconds, 3)}
            for outcome, seconds in zip(found.outcomes, found.seconds, strict=True)
        ],
        "left_out": [_left_out(each) for each in found.left_out_alarms],
        "not_evaluated": [_not_evaluated(each) for each in found.not_evaluated],
    }
    data["closed_hops"] = [_closed_hop(each) for each in found.closed_hops]
    data["remarks"] = [problem_data(each) for each in found.remarks]
    if found.coverage is not None:
        data["coverage"] = [
            _coverage(each, found.generated.get(each.alarm.name, ())) for each in found.coverage
        ]
    if found.rules is not None:
        data["rules"] = rule_coverage_data(found.rules)
    if found.mutation is not None:
        data["mutation"] = _mutation(found.mutation)
    return data


def _drill(outcome: Outcome) -> dict[str, object]:
    drill = outcome.drill
    return {
        "file": drill.where.source,
        "line": drill.where.position.line if drill.where.position else None,
        "name": drill.name,
        "passes": outcome.passes,
        "alarms": sorted(drill.metric_alarms),
        "rules": _rules(outcome),
        "failures": [_failure(outcome, failure) for failure in outcome.failures],
        "not_evaluated": [_not_evaluated(each) for each in outcome.not_evaluated],
        "set_aside": [_not_evaluated(each) for each in outcome.set_aside],
        "hangs_on_range": [where.position.line for where in outcome.hanging if where.position],
    }


def _rules(outcome: Outcome) -> list[str]:
    """Return the rules that match the event of a drill; none for one on metric data."""
    event = outcome.simulation.event
    return [] if event is None else [each.name for each in event.matches if each.matches]


def _failure(outcome: Outcome, failure: Failure) -> dict[str, object]:
    return {
        "line": failure.where.position.line if failure.where.position else None,
        "alarm": failure.alarm,
        "at": None if failure.at is None else failure.at - outcome.drill.start,
        "expected": failure.expected,
        "actual": failure.actual,
        "details": [{"about": about, "text": text} for about, text in failure.details],
        "rule": _rule(outcome, failure),
        "hangs_on_range": failure.where in outcome.hanging,
        "reason": reason_of(outcome, failure),
        "looks_back": looks_back(outcome, failure.alarm),
    }


def _rule(outcome: Outcome, failure: Failure) -> dict[str, str] | None:
    found = rule_of(outcome, failure)
    if isinstance(found, Decision):
        return {"name": found.rule, "because": found.because}
    return None if found is None else {"name": "no evaluation", "because": found}


def _left_out(each: LeftOut) -> dict[str, object]:
    return {
        "alarm": each.name,
        "where": each.where,
        "condition": each.condition,
        "brought_back_by": list(each.remedies),
    }


def _not_evaluated(each: NotEvaluated) -> dict[str, object]:
    return {
        "alarm": each.alarm,
        "where": each.where,
        "why": each.why,
        "refused": each.is_refused,
    }


def _closed_hop(each: ClosedHop) -> dict[str, object]:
    return {
        "hop": str(each.obstacle.hop),
        "where": each.obstacle.where,
        "why": each.obstacle.why,
        "source": each.obstacle.source,
        "alarms": list(each.alarms),
        "recipients": list(each.recipients),
    }


def _coverage(each: Coverage, generated: Sequence[Outcome]) -> dict[str, object]:
    return {
        "alarm": each.alarm.name,
        "severity": each.alarm.severity,
        "firing": list(each.firing),
        "quiet": list(each.quiet),
        "reaches": each.reaches,
        "generated": [
            {
                "drill": outcome.drill.name,
                "passes": outcome.passes,
                "failures": [
                    {"expected": failure.expected, "actual": failure.actual}
                    for failure in outcome.failures
                ],
            }
            for outcome in generated
        ],
    }


def _mutation(mutation: Mutation) -> dict[str, object]:
    return {
        "mutants": [
            {
                "alarm": each.alarm.name,
                "severity": each.alarm.severity,
                "original": each.mutant.original,
                "mutant": each.mutant.name,
                "fate": _FATES[each.status],
                "noticed_by": each.killed_by,
                "because": each.because,
            }
            for each in mutation.results
        ],
        "stale_explanations": [
            {"alarm": each.alarm, "mutant": each.mutant} for each in mutation.accepted_in_vain
        ],
    }
