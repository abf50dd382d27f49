"""Reads a viewpoint for the commands about one of its stages."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import InvalidInputError, YamlSource
from tocsin.plan import Plan, make_plan
from tocsin.viewpoint import Viewpoint, load_viewpoint, with_positions

DEFAULT_VIEWPOINT = Path("viewpoint.yaml")

ViewpointFile = Annotated[
    Path, typer.Argument(metavar="VIEWPOINT", help="The viewpoint.", show_default=True)
]
Stage = Annotated[
    str | None, typer.Option("--stage", "-s", help="The stage; needed if there are several.")
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
