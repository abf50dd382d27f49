"""`tocsin init`: writes a viewpoint to start from."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from tocsin.cli.assembly import Given, Parameters, read_assembly
from tocsin.cli.options import AsJson
from tocsin.cli.terminal import about, counted, output, refuse
from tocsin.diagnostics import InvalidInputError
from tocsin.starter import (
    LeftOut,
    ParameterToCreate,
    Starter,
    start_from_nothing,
    start_from_templates,
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write to.")]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="CDK_OUT|TEMPLATE",
        help="An application's cdk.out, template (JSON or YAML) or folder of templates.",
    ),
]
Stacks = Annotated[
    list[str] | None,
    typer.Option(
        "--stack",
        metavar="PATTERN",
        help="Take only stacks of such a name, as 'shop-prod-*'; may be repeated.",
    ),
]

_MOST_SHOWN = 20


def run(
    folder: Folder = Path(),
    *,
    source: From = None,
    stacks: Stacks = None,
    parameters: Parameters = None,
    as_json: AsJson = False,
) -> None:
    """Write a viewpoint to start from, and a first drill; nothing is overwritten.

    With --from, it has the resources that an application's templates have, and lists what it could
    not know.
    """
    starter = _starter(folder, source, stacks, parameters)
    _write(folder, starter.files)
    if as_json:
        output().print_json(json.dumps(_data(folder, starter)))
    else:
        _show(output(), folder, starter, source)


def _starter(
    folder: Path, source: Path | None, stacks: list[str] | None, parameters: list[str] | None
) -> Starter:
    called = folder.resolve().name
    if source is None:
        return start_from_nothing(called=called)
    assembly = read_assembly(source, Given(parameters=tuple(parameters or ())))
    try:
        return start_from_templates(assembly, otherwise_called=called, stacks=stacks or ())
    except InvalidInputError as error:
        raise refuse(error.problems) from error


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write all *files*, or none if one of them is there already."""
    there = [path for name in files if (path := folder / name).exists() or path.is_symlink()]
    if there:
        fix = "name another folder, or move the file away: nothing is overwritten"
        raise refuse(about(path, "file/exists", "the file exists already", fix) for path in there)
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        what = f"the file or folder cannot be written: {error.strerror}"
        problem = about(error.filename or folder, "file/not-writable", what, "name another folder")
        raise refuse([problem]) from error


def _data(folder: Path, starter: Starter) -> dict[str, object]:
    return {
        "files": [str(folder / name) for name in starter.files],
        "system": starter.plan.system,
        "stage": starter.plan.stage,
        "alarms": len(starter.plan.alarms),
        "parameters": [asdict(each) for each in starter.parameters],
        "not_in_the_catalogue": dict(starter.unknown),
        "left_out": [asdict(each) for each in starter.left_out],
        "alike": [list(names) for names in starter.twins],
    }


def _show(console: Console, folder: Path, starter: Starter, source: Path | None) -> None:
    plan = starter.plan
    for name in starter.files:
        console.print(f"wrote {folder / name}", soft_wrap=True)
    alarms = counted(len(plan.alarms), "alarm")
    console.print(f"\nThe viewpoint is valid, and has {alarms} in the stage {plan.stage}.\n")
    if starter.parameters:
        _show_parameters(console, starter.parameters)
    if starter.unknown:
        _show_unknown(console, starter.unknown)
    if starter.left_out:
        _show_left_out(console, starter.left_out)
    for names in starter.twins:
        console.print(
            f"{' and '.join(names)} have the same resources. If they are stages of one system, "
            "take those of one with --stack; another stage is one more line of the viewpoint.\n"
        )
    _show_steps(console, _steps(folder, starter, source))


def _show_parameters(console: Console, parameters: Sequence[ParameterToCreate]) -> None:
    table = _table("Parameters to create: only a deployment knows their values", "name", "stack")
    for each in parameters[:_MOST_SHOWN]:
        table.add_row(each.path, each.stack)
    _print(console, table, len(parameters), "ssm-parameters.yaml has them all")


def _show_unknown(console: Console, unknown: Mapping[str, int]) -> None:
    table = _table("Not in the catalogue yet: nothing watches them", "type", "resources")
    for name, count in unknown.items():
        table.add_row(name, str(count))
    _print(console, table, len(unknown), "")


def _show_left_out(console: Console, left_out: Sequence[LeftOut]) -> None:
    table = _table("Left out", "resource", "type", "stack", "because")
    for each in left_out[:_MOST_SHOWN]:
        table.add_row(each.logical_id, each.type, each.stack, each.why)
    _print(console, table, len(left_out), "--json has them all")


def _table(title: str, *columns: str) -> Table:
    named = (Column(each, overflow="fold") for each in columns)
    return Table(*named, title=title, title_justify="left", title_style="bold")


def _print(console: Console, table: Table, count: int, rest: str) -> None:
    console.print(table)
    if count > table.row_count:
        console.print(f"and {count - table.row_count} more: {rest}")
    console.print()


def _show_steps(console: Console, steps: Iterable[str]) -> None:
    console.print("What to do next", style="bold")
    for number, step in enumerate(steps, start=1):
        console.print(f"{number}. {step}", soft_wrap=True)


def _steps(folder: Path, starter: Starter, source: Path | None) -> Iterator[str]:
    viewpoint, stage = folder / "viewpoint.yaml", starter.plan.stage
    is_in_clone = Path("cdk.json").exists()
    from_clone = viewpoint if is_in_clone else viewpoint.resolve()
    is_clone = is_in_clone and folder.resolve() == Path.cwd()
    yield f"Fill in what is marked CHANGE in {viewpoint}."
    if starter.parameters:
        yield (
            f"Add {folder / 'ssm-parameters.yaml'} to the stacks of the application, and deploy "
            "them before the alarms."
        )
    if source is not None and not starter.is_placed:
        yield "The templates do not say account or Region of the stage: write them."
    yield f"tocsin plan {viewpoint} --stage {stage} --all  # every alarm, and how soon it pages"
    yield f"tocsin runbooks {viewpoint} --write  # begin a page for each of them"
    if is_clone:
        yield "make up                                 # the first page, on this machine"
        yield f"make synth STAGE={stage}"
    else:
        up = f"python -m local up --viewpoint {from_clone}"
        yield f"In a clone of Tocsin: {up}  # the first page"
        yield f"In a clone of Tocsin: cdk synth -c viewpoint={from_clone} -c stage={stage}"
    if any(name.startswith("drills/") for name in starter.files):
        yield f"tocsin test {folder / 'drills'}   # on what was synthesized"
