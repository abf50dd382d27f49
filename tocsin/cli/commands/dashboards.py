"""`tocsin dashboards`."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.dashboard_lint import lint_files
from tocsin.cli.installation import missing_extra
from tocsin.cli.options import Stage
from tocsin.cli.terminal import ExitCode, about, output, refuse
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile

_FOLDER = Path("dashboards")

Folder = Annotated[
    Path, typer.Option("--output", "-o", help="The folder to write to.", file_okay=False)
]
Linted = Annotated[
    list[Path] | None,
    typer.Option(
        "--lint",
        metavar="PATH",
        help="Write nothing, and say what is wrong with these dashboards: files, or folders of "
        "them, whoever made them; may be repeated.",
    ),
]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    folder: Folder = _FOLDER,
    linted: Linted = None,
) -> None:
    """Write the Grafana dashboards of a stage, one JSON file each; other files are left alone."""
    try:
        # An extra; the other commands do without.
        from tocsin.grafana import files, lint  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise refuse([missing_extra(error, "grafana")]) from error
    if linted:
        if lint_files(linted, lint):
            raise typer.Exit(ExitCode.PROBLEMS_FOUND)
        return
    plan = read_plan(viewpoint, stage)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files(plan.dashboards).items():
            (folder / name).write_text(text, encoding="utf-8")
            output().print(f"{folder / name}", soft_wrap=True)
    except OSError as error:
        what = f"the file or folder cannot be written: {error.strerror}"
        problem = about(error.filename, "file/not-writable", what, "name another --output")
        raise refuse([problem]) from error
