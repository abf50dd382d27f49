"""`tocsin catalogue`."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from tocsin.catalogue import (
    ResourceType,
    UnknownResourceTypeError,
    load_resource_type,
    resource_types,
)
from tocsin.cli.output import catalogue_page, recommended_condition
from tocsin.cli.terminal import output, refuse

Type = Annotated[str | None, typer.Argument(metavar="TYPE", help="Show one resource type.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print every type as Markdown.")]


def catalogue(resource_type: Type = None, *, markdown: Markdown = False) -> None:
    """List the resource types, or the identifiers and alarms of one of them."""
    if markdown:
        sys.stdout.write(catalogue_page(map(load_resource_type, resource_types())))
    elif resource_type is None:
        output().print(_types())
    else:
        try:
            _show(output(), load_resource_type(resource_type))
        except UnknownResourceTypeError as error:
            raise refuse([error]) from error


def _types() -> Table:
    table = Table("type", "what", "identifiers", "alarms")
    for name in resource_types():
        kind = load_resource_type(name)
        identifiers = [
            *kind.required_identifiers,
            *(f"[{each}]" for each in kind.optional_identifiers),
        ]
        table.add_row(
            name, kind.title, " ".join(identifiers).replace("[", "\\["), str(len(kind.alarms))
        )
    table.caption = "Identifiers in brackets may be left out."
    table.caption_justify = "left"
    return table


def _show(console: Console, kind: ResourceType) -> None:
    console.print(f"[bold]{kind.name}[/bold]: {kind.title}\n")
    for each in kind.identifiers.values():
        if each.constant is None:
            need = "needed" if each.required else "may be left out"
            console.print(f"  {each.name}: {each.means}, as {each.example} ({need})", markup=False)
    for opt_in in kind.opt_ins.values():
        console.print(f"  opt_ins: [{opt_in.name}]: {opt_in.means}", markup=False)
    console.print()
    table = Table(Column("alarm", overflow="fold"), "severity", "fires when", "means")
    for alarm in kind.alarms.values():
        table.add_row(alarm.id, alarm.severity, recommended_condition(alarm), alarm.what_happened)
    console.print(table)
