"""`tocsin test`: chooses drills, runs them, and shows what was found out."""

import json
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.input import (
    DEFAULT_ASSEMBLY,
    Account,
    AssemblyPath,
    Given,
    Parameters,
    Region,
    SettingsFile,
    StackName,
    read_assembly,
    read_drill_choice,
    read_settings,
)
from tocsin.cli.options import AsJson, Stage
from tocsin.cli.output import (
    Findings,
    alarm_list_data,
    findings_data,
    junit,
    print_alarm_list,
    print_findings,
    print_guesses,
    print_left_out,
    print_not_evaluated,
    print_remarks,
    print_template_findings,
)
from tocsin.cli.terminal import (
    ExitCode,
    about,
    errors,
    output,
    put_json,
    refuse,
    remark,
    write,
)
from tocsin.cli.watch import stamps, watch
from tocsin.diagnostics import Problem, did_you_mean
from tocsin.drills import Coverage, Outcome, coverage, mutate, run_drills
from tocsin.evaluation import MetricData
from tocsin.on_call import SEVERITIES, Escalation, Severity
from tocsin.simulation import (
    AlarmSet,
    DeployedAlarm,
    NotEvaluated,
    closed_hops,
    simulate,
    template_remarks,
)

_DEFAULT_DRILLS = Path("drills")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """Which drills are run, and on which alarms."""

    drills: tuple[Path, ...]
    selection: str | None
    assembly: Path
    given: Given
    settings: Path | None
    viewpoint: Path | None
    stage: str | None

    def read(self) -> tuple[AlarmSet, Escalation | None, tuple[Problem, ...]]:
        """Read the alarms, who is told when one fires, and remarks; print what is odd."""
        settings = read_settings(self.settings)
        escalation, times = self._escalation()
        assembly = read_assembly(self.assembly, self.given)
        rules = settings.severity_rules.with_response_times(times)
        # A contact of the viewpoint is a person, in whatever way it is reached.
        contacts = escalation.addresses if escalation is not None else ()
        readers = settings.declared_readers.with_people(contacts)
        alarms = AlarmSet.of(assembly, rules, readers)
        print_guesses(errors(), alarms)
        print_left_out(errors(), alarms.left_out)
        print_not_evaluated(errors(), alarms.not_evaluated)
        print_template_findings(errors(), assembly.findings, alarms.not_evaluated)
        remarks = template_remarks(assembly, alarms)
        print_remarks(errors(), remarks)
        return alarms, escalation, remarks

    def _escalation(self) -> tuple[Escalation | None, Mapping[Severity, timedelta | None]]:
        if self.viewpoint is not None:
            from tocsin.cli.viewpoint import read_escalation  # noqa: PLC0415 - few need the model

            return read_escalation(self.viewpoint, self.stage)
        if self.stage is not None:
            what, fix = "there is no viewpoint", "add --viewpoint FILE"
            raise refuse([about(f"--stage {self.stage}", "option/no-viewpoint", what, fix)])
        return None, {}

    def files(self) -> tuple[Path, ...]:
        """Return the files and folders whose change matters."""
        more = [path for path in (self.settings, self.viewpoint) if path is not None]
        return (*self.drills, self.assembly, *more)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is found out beside which drills pass, and about alarms of which severities."""

    coverage: bool
    mutation: bool
    severities: frozenset[str]

    def concerns(self, alarm: DeployedAlarm) -> bool:
        return not self.severities or alarm.severity in self.severities


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
    list_alarms: ListAlarms = False,
    as_json: AsJson = False,
    watch_files: Watch = False,
) -> None:
    """Run drills: metric data through the alarms of an assembly, before they are deployed."""
    chosen = _Chosen(
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
    asked = _Asked(
        coverage=with_coverage, mutation=with_mutation, severities=_severities(severities or ())
    )

    if list_alarms:
        _list(chosen, asked, as_json=as_json)
        return

    def test() -> ExitCode:
        found = _find(chosen, asked)
        # The file is written first: whoever reads the text may close the pipe before its end.
        if junit_file is not None:
            write(junit_file, junit(found.outcomes), option="--junit")
        _show(found, as_json=as_json)
        return ExitCode.FINE if found.are_good else ExitCode.PROBLEMS_FOUND

    if not watch_files:
        raise typer.Exit(test())
    # Watching ends when the user interrupts it; that is no failure.
    with suppress(KeyboardInterrupt):
        watch(lambda: _again(test), lambda: stamps(chosen.files()), time.sleep)


def _list(chosen: _Chosen, asked: _Asked, *, as_json: bool) -> None:
    alarms, _, _ = chosen.read()
    shown = [alarm for alarm in alarms if asked.concerns(alarm)]
    if as_json:
        put_json(alarm_list_data(alarms, shown))
    else:
        print_alarm_list(output(), alarms, shown)


def _find(chosen: _Chosen, asked: _Asked) -> Findings:
    alarms, escalation, remarks = chosen.read()
    choice = read_drill_choice(chosen.drills, alarms, escalation, chosen.selection)
    outcomes = tuple(run_drills(choice.drills, alarms))
    unsound = _unsound_composites(alarms)
    print_not_evaluated(errors(), unsound)
    lost = closed_hops(alarms, _evaluated(outcomes))
    for hop in lost:
        remark(f"in the templates: {hop}", style="yellow")
    concerned = frozenset(alarm.name for alarm in alarms if asked.concerns(alarm))
    return Findings(
        outcomes=outcomes,
        left_out=choice.left_out,
        left_out_alarms=alarms.left_out,
        not_evaluated=(*alarms.not_evaluated, *unsound),
        closed_hops=lost,
        remarks=remarks,
        coverage=_coverage(alarms, outcomes, concerned) if asked.coverage else None,
        mutation=mutate(alarms, outcomes, choice.accepted_survivors, names=concerned)
        if asked.mutation
        else None,
    )


def _evaluated(outcomes: Sequence[Outcome]) -> Collection[str]:
    """Return the names of the alarms that any drill evaluates, each once."""
    return dict.fromkeys(name for each in outcomes for name in each.simulation.histories)


def _coverage(
    alarms: AlarmSet, outcomes: Sequence[Outcome], concerned: Collection[str]
) -> tuple[Coverage, ...]:
    return tuple(each for each in coverage(alarms, outcomes) if each.alarm.name in concerned)


def _unsound_composites(alarms: AlarmSet) -> tuple[NotEvaluated, ...]:
    """Return the composite alarms whose rules are unsound, which any simulation shows."""
    found = simulate(alarms, MetricData(), start=0, end=1, alarms=()).not_evaluated
    return tuple(each for each in found if each.alarm in alarms.composite_alarms)


def _show(found: Findings, *, as_json: bool) -> None:
    if as_json:
        output().print_json(json.dumps(findings_data(found)))
    else:
        print_findings(output(), found)


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
