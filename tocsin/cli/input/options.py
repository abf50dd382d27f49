"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

ViewpointFile = Annotated[
    Path, typer.Argument(metavar="VIEWPOINT", help="The viewpoint.", show_default=True)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in place of text.")]
Stage = Annotated[
    str | None, typer.Option("--stage", "-s", help="The stage; needed if there are several.")
]
