"""`tocsin check`: says what is wrong with alarms of templates, and with what tells people."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    Given,
    Parameters,
    Region,
    SettingsFile,
    StackName,
)
from tocsin.cli.check_report import (
    NOTHING_FOUND,
    CheckResult,
    FailOn,
    print_result,
    result_data,
)
from tocsin.cli.check_run import Asked, day, find, words
from tocsin.cli.options import AsJson
from tocsin.cli.reports import reports_of_failures
from tocsin.cli.terminal import output, put_json

# What is looked at, and by which checks
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Templates, folders of them or a cdk.out; cdk.out/ if none is named.",
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="CHECK", help="Ask this check, or family of checks, alone."),
]
Skip = Annotated[
    list[str] | None,
    typer.Option("--skip", metavar="CHECK", help="Leave a check, or a family of checks, out."),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Count only what is not in this file."),
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="The day on which waivers hold, as 2027-01-31."),
]
# How it is shown, and how it ends
WithNotes = Annotated[bool, typer.Option("--notes", help="Show advice too, not only count it.")]
WithUndecided = Annotated[
    bool, typer.Option("--undecided", help="Show what the templates leave open.")
]
Everything = Annotated[
    bool, typer.Option("--all", help="Show each problem, not one for all that say the same.")
]
Gate = Annotated[FailOn, typer.Option("--fail-on", help="From what on a problem fails the run.")]


def run(
    paths: Paths = None,
    *,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    settings: SettingsFile = None,
    only: Only = None,
    skip: Skip = None,
    baseline: BaselineFile = None,
    today: Today = None,
    notes: WithNotes = False,
    undecided: WithUndecided = False,
    everything: Everything = False,
    fail_on: Gate = "error",
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with the alarms of templates, and with what should tell people."""
    home = Path.cwd()
    with reports_of_failures(as_json=as_json, empty=NOTHING_FOUND):
        found = find(
            Asked(
                paths=tuple(paths or (DEFAULT_ASSEMBLY,)),
                given=Given(
                    parameters=tuple(parameters or ()),
                    account=account,
                    region=region,
                    stack_name=stack_name,
                ),
                settings=settings,
                only=words(only),
                skip=words(skip),
                baseline=baseline,
                today=day(today),
                home=home,
            )
        )
    result = CheckResult(triage=found, fail_on=fail_on, home=home, with_notes=notes)
    if as_json:
        put_json(result_data(result))
    else:
        print_result(output(), result, everything=everything, with_undecided=undecided)
    raise typer.Exit(result.exit_code)
