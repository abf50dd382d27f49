"""What was found in SARIF 2.1.0."""

from collections.abc import Mapping

from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import spot
from tocsin.cli.sarif_log import (
    Json,
    sarif_fingerprints,
    sarif_log,
    sarif_message,
    sarif_place,
    sarif_resource,
)
from tocsin.diagnostics import Problem, printable_line
from tocsin.triage import Finding, Place, Rule, rules

_BASELINE_STATES: Mapping[str, str] = {"new": "new", "waived": "new", "baseline": "unchanged"}
_ADVICE: Mapping[str, str] = {"error": "error", "warning": "warning", "note": "recommendation"}


def sarif(result: CheckResult) -> str:
    """Return a log with one run, with every problem: also those that do not count, and why."""
    asked = [rule for rule in rules().values() if rule.id in result.triage.asked]
    numbers = {rule.id: number for number, rule in enumerate(asked)}
    results = [_result(each, numbers, result) for each in result.triage.findings]
    return sarif_log(result.exit_code, [_rule(each) for each in asked], results)


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.family], "problem.severity": _ADVICE[rule.severity]},
    }


def _result(finding: Finding, numbers: Mapping[str, int], result: CheckResult) -> Json:
    problem = finding.problem
    found: Json = {"ruleId": problem.kind}
    if problem.kind in numbers:
        found["ruleIndex"] = numbers[problem.kind]
    found |= {
        "level": problem.severity,
        "message": _message(problem, spot(finding.place, problem.where)),
        "locations": [_location(finding, result)],
        "partialFingerprints": sarif_fingerprints(finding.fingerprint),
        "baselineState": _BASELINE_STATES[finding.state],
    }
    suppression = _suppression(finding)
    if suppression:
        found["suppressions"] = [suppression]
    return found


def _message(problem: Problem, at: str) -> Json:
    """Return what is wrong, where, why and what to do, a line each."""
    return sarif_message(problem.what, at and f"At: {at}", problem.why, f"Fix: {problem.fix}")


def _suppression(finding: Finding) -> Json | None:
    if finding.waiver is not None:
        is_in_source = finding.waiver.resource == "*" and finding.waiver.stack == "*"
        return {
            "kind": "inSource" if is_in_source else "external",
            "status": "accepted",
            "justification": printable_line(finding.waiver.because),
        }
    if finding.is_in_baseline:
        text = "It was there when the baseline was written."
        return {"kind": "external", "status": "accepted", "justification": text}
    return None


def _location(finding: Finding, result: CheckResult) -> Json:
    where, place = finding.problem.where, finding.place
    location: Json = {"physicalLocation": sarif_place(where, result.file(where))}
    logical = _logical(place)
    if logical:
        location["logicalLocations"] = logical
    return location


def _logical(place: Place) -> list[Json]:
    if not place.type:
        return []
    found: list[Json] = [sarif_resource(place.subject, place.stack)]
    if place.construct:
        construct = printable_line(place.construct)
        name = construct.rpartition("/")[2]
        found.append({"name": name, "fullyQualifiedName": construct, "kind": "member"})
    return found
