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
Profile = Annotated[str | None, typer.Option("--profile", help="A profile of ~/.aws/config.")]
EndpointUrl = Annotated[
    str | None, typer.Option("--endpoint-url", help="Another address than that of AWS.")
]
PagingStage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        "-s",
        help="The stage; needed if persons are paged in several.",
        autocompletion=stage_names,
    ),
]
ActiveRegion = Annotated[
    str | None,
    typer.Option("--region", metavar="REGION", help="One of its Regions.", show_default="its home"),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who.", show_default="whose credentials it are"),
]
IncidentId = Annotated[
    str,
    typer.Argument(
        metavar="INCIDENT",
        help="Its id; the end of it is enough while it is not over.",
        show_default=False,
    ),
]
RotationName = Annotated[
    str, typer.Argument(metavar="ROTATION", help="The rotation.", show_default=False)
]
