"""`tocsin validate`."""

import json
from pathlib import Path

import typer

from tocsin.cli.exit_code import ExitCode
from tocsin.cli.terminal import AsJson, output, refuse
from tocsin.cli.viewpoint import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import ViewpointError, ViewpointProblem
from tocsin.plan import make_plan
from tocsin.viewpoint import load_viewpoint, placed


def run(viewpoint: ViewpointFile = DEFAULT_VIEWPOINT, *, as_json: AsJson = False) -> None:
    """Check a viewpoint, and the plan of each of its stages; report every problem at once."""
    problems: tuple[ViewpointProblem, ...] = ()
    stages: tuple[str, ...] = ()
    try:
        stages = _check(viewpoint)
    except ViewpointError as error:
        problems = error.problems
    if as_json:
        output().print_json(json.dumps({"problems": [_as_data(problem) for problem in problems]}))
        if problems:
            raise typer.Exit(ExitCode.WRONG_INPUT)
    elif problems:
        raise refuse(problems)
    else:
        output().print(f"{viewpoint} is valid for its stages {', '.join(stages)}.")


def _check(file: Path) -> tuple[str, ...]:
    """Return the stages of a valid viewpoint."""
    viewpoint, source = load_viewpoint(file)
    problems: dict[ViewpointProblem, None] = {}
    for stage in viewpoint.stages:
        try:
            make_plan(viewpoint, stage)
        except ViewpointError as error:
            problems.update(dict.fromkeys(error.problems))
    if problems:
        raise ViewpointError(placed(list(problems), source))
    return tuple(viewpoint.stages)


def _as_data(problem: ViewpointProblem) -> dict[str, object]:
    position = problem.position
    return {
        "source": problem.source,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "subject": problem.subject,
        "what": problem.what,
        "fix": problem.fix,
    }
