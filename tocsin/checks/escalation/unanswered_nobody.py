"""A machine that ends without a word when nobody answers."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, elapsed

_ID = "escalation/unanswered-nobody"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.alarm_set.routes.ways.machines:
        course, machine = each.course, each.machine
        if course.tells_everybody is not None or not course.steps:
            continue
        last = course.steps[-1]
        waits = elapsed((last.at + last.waits).total_seconds())
        yield Problem(
            kind=_ID,
            where=machine.resource.locate("Properties", machine.definition_key),
            what=f"when nobody has answered after {waits}, the machine {machine.name} tells nobody",
            why="the incident is open, each tier has been paged once, and nobody hears more",
            fix=f"let the time-out of {last.state!r} lead to a state that publishes to the topic "
            "that tells everybody",
        )


CHECK = Check(
    id=_ID,
    title="When nobody answers any tier, everybody is told.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html",),
)
