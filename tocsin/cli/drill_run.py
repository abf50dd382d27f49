"""Runs the drills of `tocsin test`: which, on which alarms, and what is found out."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tocsin.cli.assembly import Given, read_assembly, read_settings
from tocsin.cli.guesses import print_guesses
from tocsin.cli.input import (
    read_drill_choice,
)
from tocsin.cli.left_out import print_left_out, print_undecided
from tocsin.cli.output import (
    Findings,
    print_not_evaluated,
    print_remarks,
    print_template_findings,
)
from tocsin.cli.terminal import about, errors, refuse, remark
from tocsin.diagnostics import Problem
from tocsin.drills import Coverage, Outcome, coverage, mutate, rule_coverage, run_drills
from tocsin.evaluation import MetricData
from tocsin.on_call import Escalation, Severity
from tocsin.simulation import (
    AlarmSet,
    DeployedAlarm,
    NotEvaluated,
    closed_hops,
    simulate,
    template_remarks,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
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
        print_left_out(errors(), assembly.left_out)
        print_undecided(errors(), alarms)
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
class Asked:
    """What is found out beside which drills pass, and about alarms of which severities."""

    coverage: bool
    mutation: bool
    severities: frozenset[str]

    def concerns(self, alarm: DeployedAlarm) -> bool:
        """Say whether an alarm is among those."""
        return not self.severities or alarm.severity in self.severities


def find(chosen: Chosen, asked: Asked) -> Findings:
    """Run the chosen drills, and find out what else was asked."""
    alarms, escalation, remarks = chosen.read()
    choice = read_drill_choice(chosen.drills, alarms, escalation, chosen.selection)
    timed = tuple(_timed(run_drills(choice.drills, alarms)))
    outcomes = tuple(outcome for outcome, _ in timed)
    unsound = _unsound_composites(alarms)
    print_not_evaluated(errors(), unsound)
    lost = closed_hops(alarms, _evaluated(outcomes))
    for hop in lost:
        remark(f"in the templates: {hop}", style="yellow")
    concerned = frozenset(alarm.name for alarm in alarms if asked.concerns(alarm))
    covered = concerned - {each.alarm for each in unsound}
    written = _coverage(alarms, outcomes, covered) if asked.coverage else None
    return Findings(
        outcomes=outcomes,
        seconds=tuple(seconds for _, seconds in timed),
        left_out=choice.left_out,
        left_out_alarms=alarms.left_out,
        not_evaluated=(*alarms.not_evaluated, *unsound),
        closed_hops=lost,
        remarks=remarks,
        coverage=written,
        rehearsed=_rehearsed(alarms, written) if written is not None else (),
        rules=rule_coverage(alarms, outcomes) if asked.coverage else None,
        mutation=mutate(alarms, outcomes, choice.accepted_survivors, names=concerned)
        if asked.mutation
        else None,
    )


def _timed(outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, float]]:
    """Yield how each drill went, and how long it took."""
    begin = stopwatch()
    for outcome in outcomes:
        end = stopwatch()
        yield outcome, end - begin
        begin = stopwatch()


def stopwatch() -> float:
    """Return seconds since some moment in the past."""
    return time.perf_counter()


def _evaluated(outcomes: Sequence[Outcome]) -> Collection[str]:
    """Return the names of the alarms that any drill evaluates, each once."""
    return dict.fromkeys(name for each in outcomes for name in each.simulation.histories)


def _coverage(
    alarms: AlarmSet, outcomes: Sequence[Outcome], concerned: Collection[str]
) -> tuple[Coverage, ...]:
    return tuple(each for each in coverage(alarms, outcomes) if each.alarm.name in concerned)


def _rehearsed(alarms: AlarmSet, written: Sequence[Coverage]) -> tuple[Outcome, ...]:
    """Return what became of the generated pairs of the alarms that lack one."""
    from tocsin.rehearsal import rehearsals  # noqa: PLC0415 - few need the catalogue

    lacking = {each.alarm.name for each in written if not each.is_complete}
    others = [alarm.name for alarm in alarms if alarm.name not in lacking]
    return tuple(run_drills(rehearsals(alarms, frozenset(others)), alarms))


def _unsound_composites(alarms: AlarmSet) -> tuple[NotEvaluated, ...]:
    """Return the composite alarms whose rules are unsound, which any simulation shows."""
    found = simulate(alarms, MetricData(), start=0, end=1, alarms=()).not_evaluated
    return tuple(each for each in found if each.alarm in alarms.composite_alarms)
