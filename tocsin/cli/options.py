"""Options that several commands share."""

from typing import Annotated

import typer

from tocsin.cli.completion import stage_names

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in place of text.")]
Stage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        "-s",
        help="The stage; needed if there are several.",
        autocompletion=stage_names,
    ),
]
