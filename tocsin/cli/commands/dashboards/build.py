"""`tocsin dashboards build`."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.grafana import rendered
from tocsin.cli.options import Stage
from tocsin.cli.terminal import about, output, refuse
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile

_FOLDER = Path("dashboards")

Folder = Annotated[
    Path, typer.Option("--output", "-o", help="The folder to write to.", file_okay=False)
]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT, *, stage: Stage = None, folder: Folder = _FOLDER
) -> None:
    """Write the Grafana dashboards of a stage, one JSON file each; other files are left alone."""
    dashboards = rendered(read_plan(viewpoint, stage).dashboards)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in dashboards.items():
            (folder / name).write_text(text, encoding="utf-8")
            output().print(f"{folder / name}", soft_wrap=True)
    except OSError as error:
        what = f"the file or folder cannot be written: {error.strerror}"
        problem = about(error.filename, "file/not-writable", what, "name another --output")
        raise refuse([problem]) from error
