"""What counts as annotations of GitHub Actions, which stand in the diff of a pull request."""

from collections.abc import Mapping
from itertools import chain

from tocsin.cli.check_report.folding import grouped_findings
from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import spot
from tocsin.cli.github_commands import Level, annotation
from tocsin.diagnostics import ProblemSeverity
from tocsin.triage import Finding

_LEVELS: Mapping[ProblemSeverity, Level] = {
    "error": "error",
    "warning": "warning",
    "note": "notice",
}


def annotations(result: CheckResult) -> str:
    """Return a workflow command for each problem that counts and is shown, a line each.

    GitHub shows the first ten of a severity: no two of these are mended alike, if there are so
    many that are not.
    """
    groups = grouped_findings(result.shown)
    ordered = chain((group.first for group in groups), *(group.others for group in groups))
    return "".join(f"{_annotation(each, result)}\n" for each in ordered)


def _annotation(finding: Finding, result: CheckResult) -> str:
    problem = finding.problem
    at = spot(finding.place, problem.where)
    lines = (problem.what, at and f"at: {at}", problem.why, f"fix: {problem.fix}")
    level, file = _LEVELS[problem.severity], result.file(problem.where)
    return annotation(level, problem.where, file, problem.kind, lines)
