"""Options that several commands share."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in place of text.")]
Stage = Annotated[
    str | None, typer.Option("--stage", "-s", help="The stage; needed if there are several.")
]
