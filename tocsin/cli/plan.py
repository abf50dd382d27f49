"""`tocsin plan`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, ViewpointFile
from tocsin.cli.plan_tables import plan_tables
from tocsin.cli.terminal import output, refuse
from tocsin.plan import Plan, make_plan
from tocsin.viewpoint import ViewpointError, load_viewpoint, placed

_DEFAULT = Path("viewpoint.yaml")

Stage = Annotated[
    str | None, typer.Option("--stage", "-s", help="The stage; needed if there are several.")
]
Full = Annotated[bool, typer.Option("--all", "-a", help="List every alarm, not only their number.")]


def plan(
    viewpoint: ViewpointFile = _DEFAULT,
    *,
    stage: Stage = None,
    full: Full = False,
    as_json: AsJson = False,
) -> None:
    """Show what would be built for a stage: alarms by severity, topics, rules and backups."""
    made = _plan(viewpoint, stage)
    console = output()
    if as_json:
        console.print_json(json.dumps(asdict(made)))
        return
    for table in plan_tables(made, full=full):
        console.print(table)
        console.print()


def _plan(file: Path, stage: str | None) -> Plan:
    try:
        viewpoint, source = load_viewpoint(file)
    except ViewpointError as error:
        raise refuse(error.problems) from error
    if stage is None and len(viewpoint.stages) > 1:
        names = ", ".join(viewpoint.stages)
        raise refuse(
            [f"{file}: the viewpoint has several stages; choose one with --stage: {names}"]
        )
    try:
        return make_plan(viewpoint, stage or next(iter(viewpoint.stages)))
    except ViewpointError as error:
        raise refuse(placed(list(error.problems), source)) from error
