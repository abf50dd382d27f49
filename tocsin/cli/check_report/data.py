"""What was found, as data for programs; docs/checks.md has each field."""

from tocsin.checks import Coverage, ResourceCoverage, percent
from tocsin.cli.check_report.result import CheckResult, page_of
from tocsin.cli.problem_data import problem_data
from tocsin.diagnostics import Location
from tocsin.triage import Finding, OpenQuestion, Place, Waiver

VERSION = 1
NOTHING_FOUND: dict[str, object] = {"version": VERSION, "undecided": [], "stale": []}


def result_data(result: CheckResult) -> dict[str, object]:
    """Return everything that was found, also what does not count: each says why."""
    data: dict[str, object] = {
        "version": VERSION,
        "exit_code": result.exit_code,
        "fail_on": result.fail_on,
        "summary": {
            **result.counts,
            "alarms": result.triage.alarms,
            "stacks": len(result.triage.stacks),
            "checks": len(result.triage.asked),
        },
        "problems": [_finding(each, result) for each in result.triage.findings],
        "undecided": [_question(each, result) for each in result.triage.questions],
        "stale": [
            {"kind": key.check, "stack": key.stack, "subject": key.subject, "count": count}
            for key, count in result.triage.stale.items()
        ],
    }
    if result.coverage is not None:
        data["coverage"] = _coverage(result.coverage, result)
    return data


def _finding(finding: Finding, result: CheckResult) -> dict[str, object]:
    problem = finding.problem
    return {
        **problem_data(problem),
        "source": result.file(problem.where),
        "why": problem.why,
        "state": finding.state,
        "waiver": None if finding.waiver is None else _waiver(finding.waiver, result),
        "fingerprint": finding.fingerprint,
        "doc": page_of(problem.kind),
        **_place(finding.place),
    }


def _question(question: OpenQuestion, result: CheckResult) -> dict[str, object]:
    undecided = question.undecided
    return {
        "kind": undecided.check,
        **_where(undecided.where, result),
        "subject": undecided.where.subject,
        "why": undecided.why,
        "fix": undecided.fix,
        "doc": page_of(undecided.check),
        **_place(question.place),
    }


def _coverage(coverage: Coverage, result: CheckResult) -> dict[str, object]:
    return {
        "score": coverage.score,
        "percent": percent(coverage.score),
        "at_least": result.coverage_at_least,
        "left_out": coverage.left_out,
        "resources": [_covered(each, result) for each in coverage.resources],
    }


def _covered(each: ResourceCoverage, result: CheckResult) -> dict[str, object]:
    return {
        "name": each.resource.name,
        "resource_type": each.resource.type.name,
        "subject": each.resource.where.subject,
        **_where(each.resource.where, result),
        "score": each.score,
        "is_watched": each.is_watched,
        "waived": each.because or None,
        "alarms": [
            {
                "alarm": alarm.recommended.id,
                "severity": alarm.recommended.severity,
                "found": alarm.found,
            }
            for alarm in each.alarms
        ],
    }


def _waiver(waiver: Waiver, result: CheckResult) -> dict[str, object]:
    return {
        "because": waiver.because,
        "until": None if waiver.until is None else waiver.until.isoformat(),
        **_where(waiver.where, result),
    }


def _where(where: Location, result: CheckResult) -> dict[str, object]:
    position = where.position
    return {
        "source": result.file(where),
        "line": position.line if position else None,
        "column": position.column if position else None,
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "stack": place.stack_name or None,
        "account": place.account,
        "region": place.region,
        "logical_id": place.subject if place.type else None,
        "type": place.type or None,
        "name": place.name or None,
        "construct": place.construct or None,
    }
