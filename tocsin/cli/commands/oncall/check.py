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
from tocsin.viewpoint import Viewpoint

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
    problems = [problem for each in found for problem in each.problems]
    if as_json:
        put_json(check_data(found, check))
    elif not names:
        output().print(NO_ROTATIONS)
    else:
        output().print(shares_table(found, check))
        if ends := _end_of_holidays(view, check):
            output().print(ends)
        tell(problems)
    if any(each.is_error for each in problems):
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _length(written: str) -> timedelta:
    try:
        return parse_duration(written)
    except InvalidValueError as error:
        raise refuse([about("--rest", "option/not-a-duration", error.what, error.fix)]) from error


def _end_of_holidays(viewpoint: Viewpoint, check: RotationCheck) -> str:
    """Say from when on holidays are not counted, if that is in the weeks that are checked."""
    days = viewpoint.business_days
    if days is None or days.holidays is None:
        return "Holidays are not known: business_days does not name any."
    runs_out = days.as_planned.holidays_run_out
    if runs_out is not None and runs_out < check.end:
        last = days.years[1] if days.years else 0
        return f"Holidays are known until the end of {last}: add years to business_days."
    return ""
