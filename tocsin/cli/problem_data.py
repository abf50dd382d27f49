"""A problem as JSON has it."""

from tocsin.diagnostics import Problem


def problem_data(problem: Problem) -> dict[str, object]:
    """Return the fields of *problem*."""
    position = problem.where.position
    return {
        "kind": problem.kind,
        "source": problem.where.source,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "subject": problem.where.subject,
        "what": problem.what,
        "fix": problem.fix,
        "severity": problem.severity,
    }
