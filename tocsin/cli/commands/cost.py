"""`tocsin cost`: what monitoring, paging and backups cost a month, by what templates deploy."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tocsin.assembly import Assembly
from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    Given,
    Parameters,
    Region,
    StackName,
    read_assembly,
)
from tocsin.cli.cost_input import PriceFiles, UsageFile, price_lists, read_usage_file
from tocsin.cli.cost_report import cost_data, cost_remarks, cost_table, stack_table, uncounted_table
from tocsin.cli.options import AsJson
from tocsin.cli.terminal import ExitCode, output, put_json, refuse, remark
from tocsin.cost import Bill, PriceList, Usage, reckon
from tocsin.diagnostics import Problem
from tocsin.recovery import UnreadableDocumentError

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Templates, folders of them or a cdk.out; cdk.out/ if none is named.",
    ),
]
FreeTier = Annotated[
    bool,
    typer.Option(
        "--free-tier", help="Take off what an account has for nothing: nothing else uses it up."
    ),
]
Budget = Annotated[
    float | None,
    typer.Option("--budget", metavar="USD", min=0, help="What all of it may cost a month."),
]
ByStack = Annotated[bool, typer.Option("--by-stack", help="Show what each stack costs, too.")]


def run(
    paths: Paths = None,
    *,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    usage_file: UsageFile = None,
    price_files: PriceFiles = None,
    free_tier: FreeTier = False,
    by_stack: ByStack = False,
    budget: Budget = None,
    as_json: AsJson = False,
) -> None:
    """Show what alarms, logs, traces, paging and backups cost a month, by a list of prices."""
    prices, usage = price_lists(price_files), read_usage_file(usage_file)
    given = Given(
        parameters=tuple(parameters or ()), account=account, region=region, stack_name=stack_name
    )
    first, *beside = paths or [DEFAULT_ASSEMBLY]
    bill = _bill(read_assembly(first, given, beside), prices, usage, with_free=free_tier)
    if as_json:
        put_json(cost_data(bill))
    else:
        _print(bill, by_stack=by_stack)
    if budget is not None and bill.usd > budget:
        remark(f"this costs {bill.usd:,.2f} USD a month, and may cost {budget:,.2f}")
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _bill(
    assembly: Assembly, prices: Sequence[PriceList], usage: Usage, *, with_free: bool
) -> Bill:
    try:
        return reckon(assembly, prices, usage, with_free=with_free)
    except UnreadableDocumentError as error:
        fix = "synthesize the templates anew with this version of Tocsin"
        kind = "recovery/unreadable-document"
        raise refuse([Problem(kind=kind, where=error.where, what=error.why, fix=fix)]) from error


def _print(bill: Bill, *, by_stack: bool) -> None:
    output().print(cost_table(bill))
    if by_stack:
        output().print(stack_table(bill))
    if bill.uncounted:
        output().print(uncounted_table(bill))
    for text in cost_remarks(bill):
        remark(text)
