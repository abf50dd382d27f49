"""Composite alarms whose rules lead back to themselves."""

from collections.abc import Iterator, Mapping
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.composite.rules import ReadComposite, by_environment, composites
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.evaluation import composite

_ID: Final = "composite/cycle"


def _find(subject: Subject) -> Iterator[Verdict]:
    for alike in by_environment(subject.memo(composites)).values():
        yield from _cycles(alike)


def _cycles(alike: Mapping[str, ReadComposite]) -> Iterator[Verdict]:
    rules = {name: each.definition.rule for name, each in alike.items()}
    for cycle in composite.Hierarchy.of(rules).cycles:
        path = " → ".join(cycle)
        for name in dict.fromkeys(cycle):
            yield Problem(
                kind=_ID,
                where=alike[name].alarm.locate("AlarmRule"),
                what=f"its rule leads back to itself: {path}",
                why="CloudWatch stops evaluating composite alarms that it finds in a cycle, so "
                "that none of them fires, and none of them can be deleted",
                fix="take one of these names out of a rule",
            )


CHECK: Final = Check(
    id=_ID,
    title="The rule of a composite alarm does not lead back to itself.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
