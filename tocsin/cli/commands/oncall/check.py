"""`tocsin oncall check`: what is wrong with turns, and who has how many hours."""

from datetime import timedelta
from typing import Annotated

import typer

from tocsin.cli.on_call import NO_ROTATIONS
from tocsin.cli.on_call_check import RotationCheck, check_data, shares_table
from tocsin.cli.options import AsJson
from tocsin.cli.rotation_options import (
    WEEKS,
    From,
    OfStage,
    Only,
    Weeks,
    asked_rotations,
    asked_span,
)
from tocsin.cli.terminal import ExitCode, about, output, put_json, refuse, tell
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import InvalidValueError, parse_duration

Rest = Annotated[
    str,
    typer.Option(
        metavar="DURATION", help="How long people should be off call at least, as 11h or 2d."
    ),
]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: OfStage = None,
    begins: From = None,
    weeks: Weeks = WEEKS,
    only: Only = None,
    rest: Rest = "11h",
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with the turns of some weeks, and who has how many hours.

    Ends with 1 if nobody is on call at a time because all members are away.
    """
    begin, end = asked_span(begins, weeks)
    view, names = asked_rotations(viewpoint, stage, only)
    check = RotationCheck(
        source=str(viewpoint), viewpoint=view, begin=begin, end=end, rest=_length(rest)
    )
    found = check.checked(names)
    problems = [*check.of_holidays(), *(problem for each in found for problem in each.problems)]
    if as_json:
        put_json(check_data(found, check))
    elif not names:
        output().print(NO_ROTATIONS)
    else:
        output().print(shares_table(found, check))
        tell(problems)
    if any(each.is_error for each in problems):
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _length(written: str) -> timedelta:
    try:
        return parse_duration(written)
    except InvalidValueError as error:
        raise refuse([about("--rest", "option/not-a-duration", error.what, error.fix)]) from error
