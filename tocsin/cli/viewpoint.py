"""Reads a viewpoint, and what a command needs of one of its stages."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import InvalidInputError, YamlSource, did_you_mean, quoted
from tocsin.on_call import Escalation, Severity
from tocsin.plan import Plan, make_plan
from tocsin.viewpoint import Viewpoint, escalation_of, load_viewpoint, with_positions

DEFAULT_VIEWPOINT = Path("viewpoint.yaml")

ViewpointFile = Annotated[
    Path, typer.Argument(metavar="VIEWPOINT", help="The viewpoint.", show_default=True)
]


def read_stage(file: Path, stage: str | None) -> tuple[Viewpoint, YamlSource, str]:
    """Return the viewpoint in *file*, its source, and *stage* or the only stage there is.

    A stage that is named is returned whether it exists or not.

    Raises:
        typer.Exit: The viewpoint is wrong, or the stage is not named and there are several.
    """
    try:
        viewpoint, source = load_viewpoint(file)
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    if stage is None and len(viewpoint.stages) > 1:
        fix = f"choose one with --stage: {', '.join(viewpoint.stages)}"
        raise refuse([about(file, "option/no-stage", "there are several stages", fix)])
    return viewpoint, source, stage or next(iter(viewpoint.stages))


def read_plan(file: Path, stage: str | None) -> Plan:
    """Return the plan of *stage*, or of the only stage there is.

    Raises:
        typer.Exit: The viewpoint is wrong, or the stage is not named and there are several.
    """
    viewpoint, source, name = read_stage(file, stage)
    try:
        return make_plan(viewpoint, name)
    except InvalidInputError as error:
        raise refuse(with_positions(error.problems, source)) from error


def read_escalation(
    file: Path, stage: str | None
) -> tuple[Escalation, dict[Severity, timedelta | None]]:
    """Return who is told of what in *stage*, and how fast somebody has to respond; None for any.

    Raises:
        typer.Exit: The viewpoint is wrong, or has no such stage, or several.
    """
    viewpoint, _, name = read_stage(file, stage)
    if name not in viewpoint.stages:
        what, fix = f"there is no stage {quoted(name)}", did_you_mean(name, viewpoint.stages)
        raise refuse([about(file, "option/unknown-stage", what, fix)])
    times = {severity: each.response_time for severity, each in viewpoint.severities.items()}
    return escalation_of(viewpoint, name), times
