"""`tocsin validate`."""

import json
from collections.abc import Iterable

import typer

from tocsin.cli.options import AsJson
from tocsin.cli.problem_data import problem_data
from tocsin.cli.terminal import ExitCode, output, refuse, tell
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import InvalidInputError, Problem
from tocsin.plan import check_viewpoint
from tocsin.viewpoint import load_draft


def run(viewpoint: ViewpointFile = DEFAULT_VIEWPOINT, *, as_json: AsJson = False) -> None:
    """Check a viewpoint, and the plan of each of its stages; report every problem at once."""
    stages: tuple[str, ...] = ()
    try:
        draft = load_draft(viewpoint)
        problems = check_viewpoint(draft)
        stages = tuple(draft.viewpoint.stages) if draft.viewpoint is not None else ()
    except InvalidInputError as error:
        problems = error.problems
    is_wrong = any(each.is_error for each in problems)
    if as_json:
        _print_json(problems)
        if is_wrong:
            raise typer.Exit(ExitCode.WRONG_INPUT)
        return
    if is_wrong:
        raise refuse(problems)
    tell(problems)
    noun = "stage" if len(stages) == 1 else "stages"
    output().print(f"{viewpoint} is valid for its {noun} {', '.join(stages)}.", soft_wrap=True)


def _print_json(problems: Iterable[Problem]) -> None:
    output().print_json(json.dumps({"problems": [problem_data(problem) for problem in problems]}))
