"""`tocsin test`."""

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.exit_code import ExitCode
from tocsin.cli.input import (
    DEFAULT_ASSEMBLY,
    AssemblyPath,
    Parameters,
    SettingsFile,
    ViewpointOption,
    drill_files,
    read_assembly,
    read_escalation,
    read_input,
    read_settings,
)
from tocsin.cli.output import (
    drills_data,
    junit,
    print_coverage,
    print_mutation,
    report,
    report_not_evaluated,
    report_unresolved,
)
from tocsin.cli.terminal import AsJson, errors, output, refuse
from tocsin.cli.viewpoint import Stage
from tocsin.cli.watch import stamps, watch
from tocsin.diagnostics import did_you_mean
from tocsin.drills import Coverage, Mutation, Outcome, coverage, mutate, run_drills
from tocsin.evaluation import MetricData
from tocsin.on_call import SEVERITIES, Severity
from tocsin.simulation import AlarmSet, NotEvaluated, simulate

_DEFAULT_DRILLS = Path("drills")

Drills = Annotated[
    list[Path] | None,
    typer.Argument(metavar="DRILLS", help="Drill files or folders; drills/ if none is named."),
]
Selection = Annotated[
    str | None,
    typer.Option("-k", metavar="EXPRESSION", help="Run drills named so: 'orders and not quiet'."),
]
JunitFile = Annotated[
    Path | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML too.")
]
WithCoverage = Annotated[
    bool, typer.Option("--coverage", help="List which alarms have a firing and a quiet drill.")
]
Mutate = Annotated[
    bool,
    typer.Option("--mutate", help="Change alarms one thing at a time; list what no drill notices."),
]
Severities = Annotated[
    list[str] | None,
    typer.Option(
        "--severity", help="Cover and change only alarms of this severity; may be repeated."
    ),
]
Watch = Annotated[bool, typer.Option("--watch", help="Run again whenever a file changes.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    paths: tuple[Path, ...]
    assembly: Path
    parameters: tuple[str, ...]
    settings: Path | None
    viewpoint: Path | None
    stage: str | None
    selection: str | None
    junit: Path | None
    with_coverage: bool
    with_mutation: bool
    severities: frozenset[str]
    as_json: bool

    def run(self) -> ExitCode:
        """Run the drills and print what was found."""
        rules = read_settings(self.settings)
        escalation, rules = read_escalation(self.viewpoint, self.stage, rules)
        assembly = read_assembly(self.assembly, self.parameters)
        alarms = AlarmSet.of(assembly, rules)
        report_not_evaluated(errors(), alarms.not_evaluated)
        report_unresolved(errors(), assembly.problems)
        files = drill_files(self.paths)
        found = read_input(files, alarms, escalation, self.selection)
        outcomes = tuple(run_drills(found.drills, alarms, escalation))
        covered = self._coverage(alarms, outcomes)
        mutation = None
        if self.with_mutation:
            names = {alarm.name for alarm in alarms if self._counts(alarm.severity)}
            mutation = mutate(alarms, outcomes, found.accepted_survivors, names=names)
        if self.junit is not None:
            _write(self.junit, junit(outcomes))
        refused = _composites_not_evaluated(alarms)
        report_not_evaluated(errors(), refused)
        not_evaluated = (*alarms.not_evaluated, *refused)
        self._print(not_evaluated, outcomes, found.left_out, covered, mutation)
        survivors = mutation.survivors if mutation else ()
        if survivors or not all(outcome.passes for outcome in outcomes):
            return ExitCode.PROBLEMS_FOUND
        return ExitCode.FINE

    def watched(self) -> tuple[Path, ...]:
        """Return the files and folders whose change matters."""
        more = [path for path in (self.settings, self.viewpoint) if path is not None]
        return (*self.paths, self.assembly, *more)

    def _coverage(
        self, alarms: AlarmSet, outcomes: tuple[Outcome, ...]
    ) -> tuple[Coverage, ...] | None:
        if not self.with_coverage:
            return None
        every = coverage(alarms, outcomes)
        return tuple(each for each in every if self._counts(each.alarm.severity))

    def _counts(self, severity: Severity | None) -> bool:
        return not self.severities or severity in self.severities

    def _print(
        self,
        not_evaluated: tuple[NotEvaluated, ...],
        outcomes: tuple[Outcome, ...],
        left_out: int,
        covered: tuple[Coverage, ...] | None,
        mutation: Mutation | None,
    ) -> None:
        console = output()
        if self.as_json:
            data = drills_data(outcomes, not_evaluated, covered, mutation)
            console.print_json(json.dumps(data))
            return
        if covered is not None:
            print_coverage(console, covered)
        if mutation is not None:
            print_mutation(console, mutation)
        report(console, outcomes, left_out)


def run(
    drills: Drills = None,
    *,
    assembly: AssemblyPath = DEFAULT_ASSEMBLY,
    parameters: Parameters = None,
    settings: SettingsFile = None,
    viewpoint: ViewpointOption = None,
    stage: Stage = None,
    selection: Selection = None,
    junit_file: JunitFile = None,
    with_coverage: WithCoverage = False,
    with_mutation: Mutate = False,
    severities: Severities = None,
    as_json: AsJson = False,
    watch_files: Watch = False,
) -> None:
    """Run drills: metric data through the alarms of an assembly, before they are deployed."""
    command = _Command(
        paths=tuple(drills or (_DEFAULT_DRILLS,)),
        assembly=assembly,
        parameters=tuple(parameters or ()),
        settings=settings,
        viewpoint=viewpoint,
        stage=stage,
        selection=selection,
        junit=junit_file,
        with_coverage=with_coverage,
        with_mutation=with_mutation,
        severities=_severities(severities),
        as_json=as_json,
    )
    if not watch_files:
        raise typer.Exit(command.run())
    # Watching ends when the user interrupts it; that is no failure.
    with suppress(KeyboardInterrupt):
        watch(lambda: _run_again(command), lambda: stamps(command.watched()), time.sleep)


def _composites_not_evaluated(alarms: AlarmSet) -> tuple[NotEvaluated, ...]:
    """Return the composite alarms whose rules are unsound, which any simulation shows."""
    found = simulate(alarms, MetricData(), start=0, end=1, alarms=()).not_evaluated
    return tuple(each for each in found if each.alarm in alarms.composite_alarms)


def _run_again(command: _Command) -> None:
    output().clear()
    try:
        command.run()
    except typer.Exit:
        # What is wrong is printed; the next change may repair it.
        return


def _severities(given: list[str] | None) -> frozenset[str]:
    unknown = [each for each in given or () if each not in SEVERITIES]
    if unknown:
        hint = did_you_mean(unknown[0], SEVERITIES)
        raise refuse([f"--severity {unknown[0]}: there is no such severity; {hint}"])
    return frozenset(given or ())


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise refuse([f"--junit {path}: the file cannot be written: {error.strerror}"]) from error
