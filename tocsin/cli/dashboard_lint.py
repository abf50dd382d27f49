"""Looks at dashboards that are files, whoever made them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tocsin.cli.dashboard_files import read_dashboards
from tocsin.cli.grafana import Lint
from tocsin.cli.terminal import counted, output, tell
from tocsin.diagnostics import Problem


def lint_files(paths: Sequence[Path], lint: Lint) -> bool:
    """Print what is wrong with the dashboards of files, and say whether anything is.

    Raises:
        typer.Exit: One cannot be read, or is not a dashboard.
    """
    dashboards = read_dashboards(paths)
    problems = [
        _in_file(problem, file) for file, document in dashboards for problem in lint(document)
    ]
    tell(problems)
    if not problems:
        output().print(f"Nothing is wrong with {counted(len(dashboards), 'dashboard')}.")
    return bool(problems)


def _in_file(problem: Problem, path: Path) -> Problem:
    where = replace(problem.where, source=f"{path}: {problem.where.source}")
    return replace(problem, where=where)
