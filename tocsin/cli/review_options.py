"""The options of `tocsin diff`, beside those that it shares with others."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.review import FailOn

_REVISIONS = "Revisions of git"

Base = Annotated[
    str,
    typer.Argument(
        metavar="BASE",
        help="What is deployed now: a cdk.out, a template, a folder, or a revision of git.",
        show_default=False,
    ),
]
Head = Annotated[
    str | None,
    typer.Argument(
        metavar="HEAD",
        help="What would be deployed, likewise; else cdk.out, or the checkout beside a revision.",
        show_default=False,
    ),
]
Synth = Annotated[
    str | None,
    typer.Option(
        "--synth",
        metavar="COMMAND",
        help="What makes the templates of a revision; else the app of cdk.json.",
        rich_help_panel=_REVISIONS,
    ),
]
Prepare = Annotated[
    str | None,
    typer.Option(
        "--prepare",
        metavar="COMMAND",
        help='What has to be run in a fresh clone before, as "npm ci".',
        rich_help_panel=_REVISIONS,
    ),
]
Context = Annotated[
    list[str] | None,
    typer.Option(
        "--context",
        "-c",
        metavar="NAME=VALUE",
        help="What the app is told, as `cdk synth -c`; may be repeated.",
        rich_help_panel=_REVISIONS,
    ),
]
Cached = Annotated[
    bool,
    typer.Option(
        "--cache/--no-cache",
        help="Take templates of an earlier run of the same revision.",
        rich_help_panel=_REVISIONS,
    ),
]
Drills = Annotated[
    list[Path] | None,
    typer.Option(
        "--drills",
        metavar="PATH",
        help="Run these drills on both sides: a file or a folder; may be repeated.",
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", "-d", metavar="PATH", help="Replay recorded data through the alarms of both."
    ),
]
Gate = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        help="From which severity on a change that matters ends with 1.",
    ),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Show each change, with its place, its reason and what to do.")
]
HtmlFile = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="FILE",
        help="Write a page with charts too.",
        rich_help_panel="Reports",
    ),
]
Keep = Annotated[
    Path | None,
    typer.Option(
        "--keep",
        metavar="FOLDER",
        help="Keep the templates of both sides: in base/ and head/ below it.",
        rich_help_panel="Reports",
    ),
]
