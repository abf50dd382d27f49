"""What counts as Markdown, for the summary of a job or a comment on a pull request."""

from collections.abc import Iterator, Sequence

from tocsin.cli.check_report.coverage import coverage_line, coverage_table
from tocsin.cli.check_report.folding import Group, grouped_findings
from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import construct_or_key
from tocsin.cli.check_report.summary import summary
from tocsin.cli.failed_run import FailedRun
from tocsin.diagnostics import comment_text
from tocsin.triage import Finding

_MOST_GROUPS = 200
"""A summary of a job may have a mebibyte.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
"""
_MOST_PLACES = 20


def markdown(result: CheckResult) -> str:
    """Return a page with how much there is of each, and each problem with what to do."""
    groups = grouped_findings(result.shown)
    lines = ["## Tocsin", "", comment_text(summary(result)), ""]
    if result.coverage is not None:
        lines += [comment_text(coverage_line(result, result.coverage)), ""]
        lines += coverage_table(result.coverage)
    if groups:
        lines += ["| | Problem | Where | Check |", "|---|---|---|---|"]
        lines += [_row(group, result) for group in groups[:_MOST_GROUPS]]
        lines.append("")
    for group in groups[:_MOST_GROUPS]:
        lines += [*_details(group, result), ""]
    rest = len(groups) - _MOST_GROUPS
    lines += [f"And {rest} more kinds of problems.", ""] if rest > 0 else []
    return "\n".join(lines)


def markdown_of_failure(failed: FailedRun) -> str:
    """Return a page of a run that came to no result, with what is wrong."""
    lines = [f"- {comment_text(str(each))}" for each in failed.problems] or [
        comment_text(failed.message)
    ]
    return "\n".join(["## Tocsin", "", "The templates could not be checked.", "", *lines, ""])


def _row(group: Group[Finding], result: CheckResult) -> str:
    problem = group.first.problem
    more = f" (and {len(group.others)} more)" if group.others else ""
    cells = (
        problem.severity,
        f"{comment_text(problem.what)}{more}",
        f"{comment_text(construct_or_key(group.first.place))}<br>{_where(group.first, result)}",
        comment_text(problem.kind),
    )
    return f"| {' | '.join(cells)} |"


def _details(group: Group[Finding], result: CheckResult) -> Iterator[str]:
    problem = group.first.problem
    yield f"<details><summary>{problem.severity}: {comment_text(problem.what)}</summary>"
    yield ""
    if problem.why:
        yield f"- why: {comment_text(problem.why)}"
    yield f"- fix: {comment_text(problem.fix)}"
    yield f"- at: {_places((group.first, *group.others), result)}"
    yield f"- `tocsin check --explain {comment_text(problem.kind)}`"
    yield ""
    yield "</details>"


def _places(findings: Sequence[Finding], result: CheckResult) -> str:
    named = [
        f"{comment_text(construct_or_key(each.place))} ({_where(each, result)})"
        for each in findings[:_MOST_PLACES]
    ]
    rest = len(findings) - _MOST_PLACES
    return ", ".join(named) + (f" and {rest} more" if rest > 0 else "")


def _where(finding: Finding, result: CheckResult) -> str:
    where = finding.problem.where
    line = f":{where.position.line}" if where.position else ""
    return comment_text(f"{result.file(where)}{line}")
