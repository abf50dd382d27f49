"""`tocsin validate`."""

import json
from collections.abc import Iterable
from pathlib import Path

import typer

from tocsin.cli.options import AsJson
from tocsin.cli.problem_data import problem_data
from tocsin.cli.terminal import ExitCode, output, refuse
from tocsin.cli.viewpoint import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import InvalidInputError, Problem
from tocsin.plan import make_plan
from tocsin.viewpoint import load_viewpoint, with_positions


def run(viewpoint: ViewpointFile = DEFAULT_VIEWPOINT, *, as_json: AsJson = False) -> None:
    """Check a viewpoint, and the plan of each of its stages; report every problem at once."""
    try:
        stages = _check(viewpoint)
    except InvalidInputError as error:
        if not as_json:
            raise refuse(error.problems) from error
        _print_json(error.problems)
        raise typer.Exit(ExitCode.WRONG_INPUT) from error
    if as_json:
        _print_json(())
        return
    noun = "stage" if len(stages) == 1 else "stages"
    output().print(f"{viewpoint} is valid for its {noun} {', '.join(stages)}.", soft_wrap=True)


def _check(file: Path) -> tuple[str, ...]:
    """Return the stages of a valid viewpoint."""
    viewpoint, source = load_viewpoint(file)
    problems: dict[Problem, None] = {}
    for stage in viewpoint.stages:
        try:
            make_plan(viewpoint, stage)
        except InvalidInputError as error:
            problems.update(dict.fromkeys(error.problems))
    if problems:
        raise InvalidInputError(with_positions(problems, source))
    return tuple(viewpoint.stages)


def _print_json(problems: Iterable[Problem]) -> None:
    output().print_json(json.dumps({"problems": [problem_data(problem) for problem in problems]}))
