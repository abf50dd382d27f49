"""Options of commands about rotations: which of them, of which stage, and when."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.completion import stage_names
from tocsin.cli.moment_option import read_moment
from tocsin.cli.terminal import about, refuse
from tocsin.cli.viewpoint_file import of_stage, read_viewpoint
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.viewpoint import Viewpoint

At = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="When, as 2026-12-24T03:00+01:00; a time without a zone is UTC.",
        show_default="now",
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="TIME",
        help="From when on, as 2026-12-24T03:00+01:00; a time without a zone is UTC.",
        show_default="now",
    ),
]
Weeks = Annotated[int, typer.Option(min=1, max=104, help="For how many weeks.")]
OfStage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        "-s",
        help="As this stage has the rotations, if it has others.",
        autocompletion=stage_names,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--rotation", metavar="NAME", help="Only this rotation; may be repeated."),
]

WEEKS = 12
"""For how many weeks calendars and checks are if nothing else is said."""


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


def asked_moment(option: str, written: str | None) -> datetime:
    """Return the moment that an option says in UTC, or else the time."""
    return now() if written is None else read_moment(option, written)


def asked_span(begins: str | None, weeks: int) -> tuple[datetime, datetime]:
    """Return from when to when, in UTC."""
    begin = asked_moment("--from", begins)
    return begin, begin + timedelta(weeks=weeks)


def asked_rotations(
    file: Path, stage: str | None, only: list[str] | None
) -> tuple[Viewpoint, tuple[str, ...]]:
    """Return what holds in a stage, and the rotations to show in the order of the viewpoint.

    Raises:
        typer.Exit: The viewpoint is wrong, or there is no such stage or rotation.
    """
    read = read_viewpoint(file)
    viewpoint = read if stage is None else of_stage(file, read, stage)
    known = viewpoint.on_call
    for name in only or ():
        if name not in known:
            what, fix = f"there is no rotation {quoted(name)}", did_you_mean(name, known)
            raise refuse([about(file, "option/unknown-rotation", what, fix)])
    return viewpoint, tuple(name for name in known if not only or name in only)
