"""`tocsin on-call`: who is on call."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.completion import stage_names
from tocsin.cli.on_call import now_table, on_call_data, turns_table, who_is_on_call
from tocsin.cli.options import AsJson
from tocsin.cli.terminal import about, output, refuse
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile, of_stage, read_viewpoint
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.viewpoint import Viewpoint

_YEARS = range(2000, 2100)

At = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="When, as 2026-12-24T03:00+01:00; a time without a zone is UTC.",
        show_default="now",
    ),
]
OfStage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        "-s",
        help="As this stage has the rotations, if it has others.",
        autocompletion=stage_names,
    ),
]
Days = Annotated[
    int, typer.Option(min=0, max=366, help="List who is on call over so many days, too.")
]
Only = Annotated[
    list[str] | None,
    typer.Option("--rotation", metavar="NAME", help="Only this rotation; may be repeated."),
]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: OfStage = None,
    at: At = None,
    days: Days = 0,
    only: Only = None,
    as_json: AsJson = False,
) -> None:
    """Show who is on call, until when, and who takes over."""
    when = now() if at is None else _time(at)
    read = read_viewpoint(viewpoint)
    read = read if stage is None else of_stage(viewpoint, read, stage)
    found = tuple(who_is_on_call(read, _chosen(viewpoint, read, only), when, days))
    console = output()
    if as_json:
        console.print_json(json.dumps(on_call_data(found, when)))
    elif not found:
        console.print("There are no rotations: whoever a policy names is always told.")
    else:
        console.print(now_table(found, when))
        for each in found if days else ():
            console.print()
            console.print(turns_table(each))


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


def _time(written: str) -> datetime:
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError:
        at = None
    if at is None or at.year not in _YEARS:
        what = f"{quoted(written)} is not a time of this century"
        fix = "write it as 2026-12-24T03:00+01:00, or 2026-12-24T03:00 for UTC"
        raise refuse([about("--at", "option/not-a-time", what, fix)])
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def _chosen(file: Path, viewpoint: Viewpoint, only: list[str] | None) -> tuple[str, ...]:
    """Return the rotations to show, in the order of the viewpoint."""
    known = viewpoint.on_call
    for name in only or ():
        if name not in known:
            what, fix = f"there is no rotation {quoted(name)}", did_you_mean(name, known)
            raise refuse([about(file, "option/unknown-rotation", what, fix)])
    return tuple(name for name in known if not only or name in only)
