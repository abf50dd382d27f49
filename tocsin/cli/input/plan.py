"""Reads a viewpoint and plans one of its stages, or refuses with everything that is wrong."""

from pathlib import Path

from tocsin.cli.input.stage import chosen_stage
from tocsin.cli.terminal import refuse
from tocsin.diagnostics import ViewpointError
from tocsin.plan import Plan, make_plan
from tocsin.viewpoint import placed


def stage_plan(file: Path, stage: str | None) -> Plan:
    """Return the plan of *stage*, or of the only stage there is.

    Raises:
        typer.Exit: The viewpoint is wrong, or the stage is not named and there are several.
    """
    viewpoint, source, name = chosen_stage(file, stage)
    try:
        return make_plan(viewpoint, name)
    except ViewpointError as error:
        raise refuse(placed(list(error.problems), source)) from error
