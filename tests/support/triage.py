"""Templates with alarms that tell nobody, and what is made of what checks find in them."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from tests.support.drills import Json
from tocsin.assembly import Assembly, load
from tocsin.checks import Check, Report, Subject, Undecided, Verdict, run_checks
from tocsin.diagnostics import Problem, ProblemSeverity
from tocsin.triage import Baseline, CheckRules, Decisions, Triage, rules, triage

TODAY = date(2026, 11, 28)
SILENT = "alarm/no-action"
"""The check that every alarm of these templates fails; the only one that is asked."""


def silent_alarm(**metadata: object) -> Json:
    """Return an alarm without actions, with metadata."""
    alarm: Json = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"MetricName": "Errors"}}
    return {**alarm, "Metadata": metadata} if metadata else alarm


def waived(**waiver: object) -> Json:
    """Return an alarm without actions, of which something is waived."""
    return silent_alarm(tocsin={"waive": [{"check": SILENT, "because": "it is read", **waiver}]})


def written(folder: Path, *, name: str = "shop.json", **resources: object) -> Path:
    """Write a template, and return its file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"Resources": resources}, indent=1))
    return path


def silent(
    severity: ProblemSeverity = "error", *, times: int = 1, only: str | None = None
) -> Check:
    """Return a check that finds something wrong with each alarm or only one, so many times."""

    def find(subject: Subject) -> Iterator[Verdict]:
        for alarm in subject.alarms:
            for number in range(times if only in {None, alarm.resource.logical_id} else 0):
                yield Problem(
                    kind=SILENT,
                    where=alarm.locate(),
                    what=f"the alarm {alarm.resource.logical_id} is silent ({number})",
                    fix="give it an action",
                    why="nobody hears of it",
                    severity=severity,
                )

    return Check(id=SILENT, title="None is silent.", severity=severity, run=find)


def open_question() -> Check:
    """Return a check that cannot tell anything of any alarm."""

    def find(subject: Subject) -> Iterator[Verdict]:
        for alarm in subject.alarms:
            yield Undecided(check=SILENT, where=alarm.locate(), why="who knows", fix="say it")

    return Check(id=SILENT, title="All is known.", severity="error", run=find)


def triaged(
    *paths: Path,
    check: Check | None = None,
    decided: CheckRules | None = None,
    baseline: Baseline | None = None,
    asked: Iterable[str] | None = None,
    today: date = TODAY,
    home: Path | None = None,
) -> Triage:
    """Return what is made of what one check finds, in a folder or that of the first template."""
    assembly = load(*paths)
    return triage(
        report_of(assembly, check or silent()),
        assembly,
        Decisions(
            rules=decided or CheckRules(),
            baseline=baseline or Baseline(counts={}),
            asked=frozenset(rules() if asked is None else asked),
            today=today,
        ),
        home or paths[0].parent,
    )


def report_of(assembly: Assembly, check: Check) -> Report:
    """Return what one check says of an assembly."""
    return run_checks(Subject.of(assembly), [check])


def kinds(found: Triage) -> list[tuple[str, str]]:
    """Return the kind and the state of each finding, sorted."""
    return sorted((each.problem.kind, each.state) for each in found.findings)
