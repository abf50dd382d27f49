"""`tocsin schema`."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.catalogue import catalogue_file_schema
from tocsin.cli.terminal import put_json, refuse
from tocsin.diagnostics import InvalidInputError
from tocsin.plan import own_types, viewpoint_schema
from tocsin.viewpoint import load_draft, with_positions

WithTypes = Annotated[
    Path | None,
    typer.Argument(metavar="VIEWPOINT", help="Complete the resource types of its own, too."),
]
OfTypes = Annotated[
    bool,
    typer.Option("--catalogue", help="Print the schema of files with resource types instead."),
]


def run(viewpoint: WithTypes = None, *, catalogue: OfTypes = False) -> None:
    """Print the JSON Schema of viewpoints, from which editors complete and check them."""
    if catalogue:
        put_json(catalogue_file_schema())
        return
    schema = viewpoint_schema()
    if viewpoint is not None:
        try:
            draft = load_draft(viewpoint)
            own, problems = own_types(draft)
        except InvalidInputError as error:
            raise refuse(error.problems) from error
        if problems:
            raise refuse(with_positions(problems, draft.source))
        schema = viewpoint_schema(own)
    put_json(schema)
