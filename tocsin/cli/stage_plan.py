"""Reads a viewpoint and plans one of its stages, or refuses with everything that is wrong."""

from pathlib import Path

from tocsin.cli.terminal import refuse
from tocsin.plan import Plan, make_plan
from tocsin.viewpoint import ViewpointError, load_viewpoint, placed


def stage_plan(file: Path, stage: str | None) -> Plan:
    """Return the plan of *stage*, or of the only stage there is.

    Raises:
        typer.Exit: The viewpoint is wrong, or the stage is not named and there are several.
    """
    try:
        viewpoint, source = load_viewpoint(file)
    except ViewpointError as error:
        raise refuse(error.problems) from error
    if stage is None and len(viewpoint.stages) > 1:
        names = ", ".join(viewpoint.stages)
        raise refuse([f"{file}: there are several stages; choose one with --stage: {names}"])
    try:
        return make_plan(viewpoint, stage or next(iter(viewpoint.stages)))
    except ViewpointError as error:
        raise refuse(placed(list(error.problems), source)) from error
