"""What was found in SARIF 2.1.0, which code-scanning services and editors show.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import spot
from tocsin.cli.failed_run import FailedRun
from tocsin.diagnostics import Location, Problem, printable, printable_json, printable_line
from tocsin.triage import Finding, Place, Rule, rules
from tocsin.version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_HOME = "%SRCROOT%"
"""What relative paths begin at, by the name that GitHub gives the checkout."""

_BASELINE_STATES: Mapping[str, str] = {"new": "new", "waived": "new", "baseline": "unchanged"}
_ADVICE: Mapping[str, str] = {"error": "error", "warning": "warning", "note": "recommendation"}

Json = dict[str, object]


def sarif(result: CheckResult) -> str:
    """Return a log with one run, with every problem: also those that do not count, and why."""
    asked = [rule for rule in rules().values() if rule.id in result.triage.asked]
    numbers = {rule.id: number for number, rule in enumerate(asked)}
    results = [_result(each, numbers, result) for each in result.triage.findings]
    return _log({"executionSuccessful": True, "exitCode": int(result.exit_code)}, asked, results)


def sarif_of_failure(failed: FailedRun) -> str:
    """Return a log of a run that came to no result, with what is wrong."""
    problems = [_notification(each) for each in failed.problems]
    said = problems or [{"level": "error", "message": {"text": printable(failed.message)}}]
    invocation = {
        "executionSuccessful": False,
        "exitCode": failed.exit_code,
        "toolExecutionNotifications": said,
    }
    return _log(invocation, [], [])


def _log(invocation: Json, asked: list[Rule], results: list[Json]) -> str:
    driver = {
        "name": "Tocsin",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in asked],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(log, ensure_ascii=False)) + "\n"


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
        "message": {"text": _message(problem, spot(finding.place, problem.where))},
        "locations": [_location(finding, result)],
        # GitHub goes by the first of them, which it else makes of the lines of the file.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "tocsin/v1": finding.fingerprint,
        },
        "baselineState": _BASELINE_STATES[finding.state],
    }
    suppression = _suppression(finding)
    if suppression:
        found["suppressions"] = [suppression]
    return found


def _message(problem: Problem, at: str) -> str:
    """Return what is wrong, where, why and what to do, a line each.

    In a message `[text](target)` would be a link.
    """
    lines = [problem.what, at and f"At: {at}", problem.why, f"Fix: {problem.fix}"]
    return "\n".join(printable_line(line) for line in lines if line).replace("](", "] (")


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
    location: Json = {"physicalLocation": _physical(where, result.file(where))}
    logical = _logical(place)
    if logical:
        location["logicalLocations"] = logical
    return location


def _physical(where: Location, file: str) -> Json:
    physical: Json = {"artifactLocation": _artifact(file)}
    if where.position is not None:
        region: Json = {
            "startLine": where.position.line,
            "startColumn": where.position.column,
        }
        if where.line_text:
            region["snippet"] = {"text": printable(where.line_text)}
        physical["region"] = region
    return physical


def _artifact(file: str) -> Json:
    if PurePosixPath(file).is_absolute():
        return {"uri": f"file://{_quoted(file)}"}
    return {"uri": _quoted(file), "uriBaseId": _HOME}


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "replace"), safe="/") or "."


def _logical(place: Place) -> list[Json]:
    if not place.type:
        return []
    key = printable_line(place.subject)
    whole = printable_line(f"{place.stack}/{place.subject}")
    found: list[Json] = [{"name": key, "fullyQualifiedName": whole, "kind": "resource"}]
    if place.construct:
        construct = printable_line(place.construct)
        name = construct.rpartition("/")[2]
        found.append({"name": name, "fullyQualifiedName": construct, "kind": "member"})
    return found


def _notification(problem: Problem) -> Json:
    return {
        "level": problem.severity,
        "descriptor": {"id": problem.kind},
        "message": {"text": printable_line(f"{problem.where}: {_message(problem, '')}")},
    }
