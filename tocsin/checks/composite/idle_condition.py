"""A condition of a rule that decides nothing."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.composite.outcomes import fixed_outcomes
from tocsin.checks.composite.rules import composites
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.evaluation import composite

_ID: Final = "composite/idle-condition"


def _find(subject: Subject) -> Iterator[Verdict]:
    fixed = {outcome.composite.place for outcome in subject.memo(fixed_outcomes)}
    for place, each in subject.memo(composites).items():
        if place in fixed:
            continue
        for condition in dict.fromkeys(composite.idle_conditions(each.definition.rule)):
            yield Problem(
                kind=_ID,
                where=each.alarm.locate("AlarmRule"),
                what=f"without {condition} the rule gives the same, whatever states its alarms "
                "are in",
                why="often the name of another alarm was meant, which then is not in the rule",
                fix="write the name that was meant, or leave it out; mind that AND binds closer "
                "than OR",
                severity="warning",
            )


CHECK: Final = Check(
    id=_ID,
    title="Each condition of a rule makes a difference.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
