"""Reads a viewpoint and the name of the stage that a command is about."""

from pathlib import Path

from tocsin.cli.terminal import refuse
from tocsin.diagnostics import ViewpointError, YamlSource
from tocsin.viewpoint import Viewpoint, load_viewpoint


def chosen_stage(file: Path, stage: str | None) -> tuple[Viewpoint, YamlSource, str]:
    """Return the viewpoint in *file*, its source, and *stage* or the only stage there is.

    A stage that is named is returned whether it exists or not.

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
    return viewpoint, source, stage or next(iter(viewpoint.stages))
