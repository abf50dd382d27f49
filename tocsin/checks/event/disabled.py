"""A rule, or a schedule, that is switched off."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "event/disabled"
_SCHEDULE = "AWS::Scheduler::Schedule"


def _find(subject: Subject) -> Iterator[Verdict]:
    rules = (each.resource for each in subject.assembly.event_rules)
    for resource in (*rules, *subject.assembly.resources(_SCHEDULE)):
        if resource.properties.get("State") == "DISABLED":
            what = "schedule" if resource.type == _SCHEDULE else "rule"
            yield Problem(
                kind=_ID,
                where=resource.locate("Properties", "State"),
                what=f"the {what} {resource.logical_id} is switched off",
                why="its targets get nothing, and nobody who looks at them sees why",
                fix="write State: ENABLED, or remove it; if a stage is to do without, let a "
                "condition leave it out",
                severity="note",
            )


CHECK = Check(
    id=_ID,
    title="Rules and schedules are switched on.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html",),
)
