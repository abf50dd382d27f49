"""What counts as a report of code quality, which GitLab shows in a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import json
from collections.abc import Mapping
from hashlib import sha256

from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import spot
from tocsin.cli.failed_run import FailedRun
from tocsin.diagnostics import Location, Problem, printable_json, printable_line

_SEVERITIES: Mapping[str, str] = {"error": "critical", "warning": "major", "note": "info"}


def gitlab(result: CheckResult) -> str:
    """Return an issue for each problem that counts."""
    return _document(
        [
            _issue(
                finding.problem,
                spot(finding.place, finding.problem.where),
                result.file(finding.problem.where),
                finding.fingerprint,
            )
            for finding in result.triage.new
        ]
    )


def gitlab_of_failure(failed: FailedRun) -> str:
    """Return an issue for each thing that kept a run from any result."""
    problems = failed.problems or (
        Problem(kind="tocsin/failed", where=Location(source="tocsin"), what=failed.message, fix=""),
    )
    return _document(
        [
            _issue(each, each.where.subject, each.where.source, _digest(f"{index}{each}"))
            for index, each in enumerate(problems)
        ]
    )


def _issue(problem: Problem, at: str, file: str, fingerprint: str) -> dict[str, object]:
    position = problem.where.position
    parts = (f"{at}: {problem.what}" if at else problem.what, problem.fix)
    return {
        "check_name": printable_line(problem.kind),
        "description": printable_line("; ".join(filter(None, parts))),
        "severity": _SEVERITIES[problem.severity],
        "fingerprint": fingerprint,
        "location": {
            "path": printable_line(file),
            "lines": {"begin": position.line if position else 1},
        },
    }


def _document(issues: list[dict[str, object]]) -> str:
    return printable_json(json.dumps(issues, indent=2, ensure_ascii=False)) + "\n"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
