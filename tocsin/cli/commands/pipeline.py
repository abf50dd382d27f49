"""`tocsin pipeline`: prints what pipelines run, to copy it."""

import sys
from typing import Annotated

import typer

from tocsin.cli.pipelines import PIPELINES, pipeline
from tocsin.cli.plan_table import new_table
from tocsin.cli.terminal import about, output, refuse
from tocsin.diagnostics import did_you_mean, quoted

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help="Which one; all are listed if none is named.",
        autocompletion=lambda: list(PIPELINES),
    ),
]


def run(name: Name = None) -> None:
    """Print a script or a workflow that reviews, deploys or looks for drift."""
    if name is None:
        table = new_table("What pipelines run", "file", "what it is")
        for each, words in PIPELINES.items():
            table.add_row(each, words)
        output().print(table)
        return
    if name not in PIPELINES:
        what = f"there is no file {quoted(name)}"
        raise refuse([about(name, "pipeline/unknown", what, did_you_mean(name, PIPELINES))])
    sys.stdout.write(pipeline(name))
