"""The viewpoint that a command is about, for those that need no plan of it."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.terminal import refuse
from tocsin.diagnostics import InvalidInputError
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
