"""`tocsin dashboards lint`."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.dashboard_lint import lint_files
from tocsin.cli.grafana import linter
from tocsin.cli.terminal import ExitCode

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Dashboards, or folders of them, whoever made them.",
        show_default=False,
    ),
]


def run(paths: Paths) -> None:
    """Say what is wrong with dashboards: files or folders of them, whoever made them."""
    if lint_files(paths, linter()):
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)
