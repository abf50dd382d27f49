"""`tocsin diff`: says what a change of templates changes for the people on call."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    Given,
    Parameters,
    Region,
    ResolvedTexts,
    SettingsFile,
    StackName,
    resolved_texts,
)
from tocsin.cli.check_options import Today
from tocsin.cli.check_run import day
from tocsin.cli.cost_input import PriceFiles, UsageFile
from tocsin.cli.layout import print_lines
from tocsin.cli.options import AsJson
from tocsin.cli.reports import reports_of_failures
from tocsin.cli.review_report import NOTHING_FOUND, ReviewResult, review_data, review_lines
from tocsin.cli.review_run import Compared, compare
from tocsin.cli.terminal import output, put_json
from tocsin.review import FailOn

Base = Annotated[
    Path,
    typer.Argument(
        metavar="BASE",
        help="What is deployed now: a cdk.out, a template or a folder of templates.",
        show_default=False,
    ),
]
Head = Annotated[
    Path,
    typer.Argument(metavar="HEAD", help="What would be deployed, likewise."),
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


def run(
    base: Base,
    head: Head = DEFAULT_ASSEMBLY,
    *,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    settings: SettingsFile = None,
    drills: Drills = None,
    data: Data = None,
    resolve: ResolvedTexts = None,
    usage: UsageFile = None,
    prices: PriceFiles = None,
    today: Today = None,
    fail_on: Gate = "info",
    everything: Everything = False,
    as_json: AsJson = False,
) -> None:
    """Say what a change of templates changes for the people on call."""
    home = Path.cwd()
    with reports_of_failures(as_json=as_json, empty=NOTHING_FOUND):
        found = compare(
            Compared(
                base=base,
                head=head,
                given=Given(
                    parameters=tuple(parameters or ()),
                    account=account,
                    region=region,
                    stack_name=stack_name,
                ),
                settings=settings,
                today=day(today),
                home=home,
                drills=tuple(drills or ()),
                data=data,
                resolved=resolved_texts(resolve),
                prices=tuple(prices or ()),
                usage=usage,
            )
        )
    result = ReviewResult(review=found, base=str(base), head=str(head), fail_on=fail_on, home=home)
    if as_json:
        put_json(review_data(result))
    else:
        console = output()
        print_lines(console, review_lines(console.width, result, everything=everything))
    raise typer.Exit(result.exit_code)
