"""`tocsin recovery`: what is lost and how long recovery takes, by what templates protect."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    Given,
    Parameters,
    Region,
    StackName,
    read_assembly,
)
from tocsin.cli.options import AsJson
from tocsin.cli.recovery_report import (
    misses,
    recovery_data,
    recovery_markdown,
    recovery_text,
)
from tocsin.cli.terminal import ExitCode, about, output, put_json, refuse, remark, write
from tocsin.diagnostics import Problem, did_you_mean, quoted
from tocsin.recovery import Backups, FoundStore, UnreadableDocumentError, find_stores

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Templates, folders of them or a cdk.out; cdk.out/ if none is named.",
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option("--store", metavar="NAME", help="Only this data store; may be repeated."),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Show the other ways back of each scenario, too.")
]
MarkdownFile = Annotated[
    Path | None,
    typer.Option("--markdown", metavar="FILE", help="Write a table for a pull request as well."),
]


def run(
    paths: Paths = None,
    *,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    names: Names = None,
    everything: Everything = False,
    markdown_file: MarkdownFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what each data store loses, how long recovery takes, and which objectives hold."""
    given = Given(
        parameters=tuple(parameters or ()), account=account, region=region, stack_name=stack_name
    )
    first, *beside = paths or [DEFAULT_ASSEMBLY]
    found = _chosen(_stores(first, given, beside), names or [])
    if markdown_file is not None:
        write(markdown_file, recovery_markdown(found), option="--markdown")
    if as_json:
        put_json(recovery_data(found))
    elif not found:
        remark("no template has a data store, and no backup vault says of any")
    else:
        for part in recovery_text(found, everything=everything):
            output().print(part)
    if misses(found):
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _stores(path: Path, given: Given, beside: list[Path]) -> tuple[FoundStore, ...]:
    assembly = read_assembly(path, given, beside)
    try:
        return find_stores(Backups(assembly))
    except UnreadableDocumentError as error:
        fix = "synthesize the templates anew with this version of Tocsin"
        raise refuse(
            [
                Problem(
                    kind="recovery/unreadable-document", where=error.where, what=error.why, fix=fix
                )
            ]
        ) from error


def _chosen(found: tuple[FoundStore, ...], names: list[str]) -> tuple[FoundStore, ...]:
    known = dict.fromkeys(each.store.name for each in found)
    wrong = [
        about(
            f"--store {quoted(name)}",
            "option/unknown-store",
            f"there is no data store {quoted(name)}",
            did_you_mean(name, known),
        )
        for name in names
        if name not in known
    ]
    if wrong:
        raise refuse(wrong)
    return tuple(each for each in found if not names or each.store.name in names)
