"""`tocsin test`: chooses drills, runs them, and shows what was found out."""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    AssemblyPath,
    Given,
    Parameters,
    Region,
    SettingsFile,
    StackName,
)
from tocsin.cli.drill_run import Asked, Chosen, find
from tocsin.cli.failed_run import FailedRun
from tocsin.cli.options import AsJson, Stage
from tocsin.cli.output import (
    Findings,
    alarm_list_data,
    findings_data,
    junit,
    print_alarm_list,
    print_findings,
)
from tocsin.cli.reports import reports_of_failures
from tocsin.cli.terminal import (
    ExitCode,
    about,
    output,
    put_json,
    refuse,
    write,
)
from tocsin.cli.watch import stamps, watch
from tocsin.diagnostics import did_you_mean
from tocsin.on_call import SEVERITIES

_DEFAULT_DRILLS = Path("drills")
_NOTHING_RUN = {"passed": 0, "failed": 0, "drills": []}

# What is chosen
Drills = Annotated[
    list[Path] | None,
    typer.Argument(metavar="DRILLS", help="Drill files or folders; drills/ if none is named."),
]
ViewpointOption = Annotated[
    Path | None,
    typer.Option("--viewpoint", help="A viewpoint, whose contacts and response times then count."),
]
Selection = Annotated[
    str | None,
    typer.Option("-k", metavar="EXPRESSION", help="Run drills named so: 'orders and not quiet'."),
]
# What is asked, beside which drills pass
WithCoverage = Annotated[
    bool, typer.Option("--coverage", help="List which alarms have a firing and a quiet drill.")
]
WithMutation = Annotated[
    bool,
    typer.Option("--mutate", help="Change alarms one thing at a time; list what no drill notices."),
]
Everything = Annotated[
    bool, typer.Option("--all", help="List every change that --mutate finds, not the first 40.")
]
Severities = Annotated[
    list[str] | None,
    typer.Option(
        "--severity", help="Cover and change only alarms of this severity; may be repeated."
    ),
]
ListAlarms = Annotated[
    bool,
    typer.Option("--list", help="List the alarms, their severities and whom they tell; run none."),
]
# How it is shown, and how often
JunitFile = Annotated[
    Path | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML too.")
]
Watch = Annotated[bool, typer.Option("--watch", help="Run again whenever a file changes.")]


def run(
    drills: Drills = None,
    *,
    assembly: AssemblyPath = DEFAULT_ASSEMBLY,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    settings: SettingsFile = None,
    viewpoint: ViewpointOption = None,
    stage: Stage = None,
    selection: Selection = None,
    junit_file: JunitFile = None,
    with_coverage: WithCoverage = False,
    with_mutation: WithMutation = False,
    severities: Severities = None,
    everything: Everything = False,
    list_alarms: ListAlarms = False,
    as_json: AsJson = False,
    watch_files: Watch = False,
) -> None:
    """Run drills: metric data through the alarms of an assembly, before they are deployed."""
    chosen = Chosen(
        drills=tuple(drills or (_DEFAULT_DRILLS,)),
        selection=selection,
        assembly=assembly,
        given=Given(
            parameters=tuple(parameters or ()),
            account=account,
            region=region,
            stack_name=stack_name,
        ),
        settings=settings,
        viewpoint=viewpoint,
        stage=stage,
    )

    def asked() -> Asked:
        chosen_severities = _severities(severities or ())
        return Asked(coverage=with_coverage, mutation=with_mutation, severities=chosen_severities)

    if list_alarms:
        with reports_of_failures(as_json=as_json):
            _list(chosen, asked(), as_json=as_json)
        return

    def test() -> ExitCode:
        documents = {} if junit_file is None else {junit_file: FailedRun.junit}
        with reports_of_failures(as_json=as_json, documents=documents, empty=_NOTHING_RUN):
            found = find(chosen, asked())
            # The file is written first: whoever reads the text may close the pipe before its end.
            if junit_file is not None:
                write(junit_file, junit(found), option="--junit")
        _show(found, as_json=as_json, everything=everything)
        return found.exit_code

    if not watch_files:
        raise typer.Exit(test())
    # Watching ends when the user interrupts it; that is no failure.
    with suppress(KeyboardInterrupt):
        watch(lambda: _again(test), lambda: stamps(chosen.files()), time.sleep)


def _list(chosen: Chosen, asked: Asked, *, as_json: bool) -> None:
    alarms, _, _ = chosen.read()
    shown = [alarm for alarm in alarms if asked.concerns(alarm)]
    if as_json:
        put_json(alarm_list_data(alarms, shown))
    else:
        print_alarm_list(output(), alarms, shown)


def _show(found: Findings, *, as_json: bool, everything: bool) -> None:
    if as_json:
        output().print_json(json.dumps(findings_data(found)))
    else:
        print_findings(output(), found, everything=everything)


def _again(test: Callable[[], ExitCode]) -> None:
    output().clear()
    # What is wrong is printed; the next change may repair it.
    with suppress(typer.Exit):
        test()


def _severities(given: Sequence[str]) -> frozenset[str]:
    for each in given:
        if each not in SEVERITIES:
            what, fix = "there is no such severity", did_you_mean(each, SEVERITIES)
            raise refuse([about(f"--severity {each}", "option/unknown-severity", what, fix)])
    return frozenset(given)
