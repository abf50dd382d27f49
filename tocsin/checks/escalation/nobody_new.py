"""A later tier that pages nobody but those who have not answered."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.on_call_time import Span, spans_of
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, format_duration
from tocsin.escalation import EscalationMachine

_ID = "escalation/nobody-new"


def _find(subject: Subject) -> Iterator[Verdict]:
    for machine in subject.alarm_set.routes.ways.machines:
        for place, step in enumerate(machine.course.steps):
            span = next(_repeated(subject, machine, place), None)
            if span is None or not place:
                continue
            names = " and ".join(span.reached[place])
            after = format_duration(step.at)
            yield Problem(
                kind=_ID,
                where=machine.machine.resource.locate("Properties", machine.machine.definition_key),
                what=f"the tier after {after} of the machine {machine.machine.name} pages {names} "
                f"alone from {span.begins:%Y-%m-%d %H:%M} to {span.ends:%Y-%m-%d %H:%M} UTC, whom "
                "an earlier one has paged",
                why="whoever did not hear the first page will hardly hear the second",
                fix="let the later tier page a rotation that is one turn ahead, or somebody else",
                severity="note",
            )


def _repeated(subject: Subject, machine: EscalationMachine, place: int) -> Iterator[Span]:
    """Yield the times in which a tier reaches nobody whom none before has reached."""
    for span in spans_of(subject, machine):
        before = {name for each in span.reached[:place] for name in each}
        # A state may name a tier that the policy does not have.
        reached = span.reached[place] if place < len(span.reached) else ()
        if reached and before.issuperset(reached):
            yield span


CHECK = Check(
    id=_ID,
    title="A later tier pages somebody who has not been paged before.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/incident-manager/latest/userguide/escalation.html",),
)
