"""The viewpoint that a command is about, for those that need no plan of it."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import InvalidInputError, did_you_mean, quoted
from tocsin.viewpoint import Viewpoint, load_viewpoint

DEFAULT_VIEWPOINT = Path("viewpoint.yaml")

ViewpointFile = Annotated[
    Path, typer.Argument(metavar="VIEWPOINT", help="The viewpoint.", show_default=True)
]


def read_viewpoint(file: Path) -> Viewpoint:
    """Return the viewpoint in *file*.

    Raises:
        typer.Exit: The viewpoint is wrong.
    """
    try:
        return load_viewpoint(file)[0]
    except InvalidInputError as error:
        raise refuse(error.problems) from error


def of_stage(file: Path, viewpoint: Viewpoint, stage: str) -> Viewpoint:
    """Return what holds in *stage* of the *viewpoint* in *file*.

    Raises:
        typer.Exit: There is no such stage.
    """
    if stage not in viewpoint.stages:
        what, fix = f"there is no stage {quoted(stage)}", did_you_mean(stage, viewpoint.stages)
        raise refuse([about(file, "option/unknown-stage", what, fix)])
    return viewpoint.of_stage(stage)
