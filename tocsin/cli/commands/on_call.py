"""`tocsin on-call`: who is on call."""

import json
from datetime import timedelta
from typing import Annotated

import typer

from tocsin.cli.on_call import NO_ROTATIONS, now_table, on_call_data, turns_table, who_is_on_call
from tocsin.cli.options import AsJson
from tocsin.cli.rotation_options import At, OfStage, Only, asked_moment, asked_rotations
from tocsin.cli.terminal import output
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile

Days = Annotated[
    int, typer.Option(min=0, max=366, help="List who is on call over so many days, too.")
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
    when = asked_moment("--at", at)
    view, names = asked_rotations(viewpoint, stage, only)
    found = tuple(who_is_on_call(view, names, when, when + timedelta(days=days)))
    console = output()
    if as_json:
        console.print_json(json.dumps(on_call_data(found, when)))
    elif not found:
        console.print(NO_ROTATIONS)
    else:
        console.print(now_table(found, when))
        for each in found if days else ():
            console.print()
            console.print(turns_table(each))
