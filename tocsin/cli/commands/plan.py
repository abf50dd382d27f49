"""`tocsin plan`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.input import AsJson, Stage, ViewpointFile, stage_plan
from tocsin.cli.output import plan_tables
from tocsin.cli.terminal import output

_DEFAULT = Path("viewpoint.yaml")

Full = Annotated[bool, typer.Option("--all", "-a", help="List every alarm, not only their number.")]


def plan(
    viewpoint: ViewpointFile = _DEFAULT,
    *,
    stage: Stage = None,
    full: Full = False,
    as_json: AsJson = False,
) -> None:
    """Show what would be built for a stage: alarms by severity, topics, rules and backups."""
    made = stage_plan(viewpoint, stage)
    console = output()
    if as_json:
        console.print_json(json.dumps(asdict(made)))
        return
    for table in plan_tables(made, full=full):
        console.print(table)
        console.print()
