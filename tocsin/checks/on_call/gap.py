"""A time in the year to come in which a tier has nobody to page."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.on_call_time import Span, spans_of
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, ProblemSeverity, format_duration
from tocsin.escalation import EscalationMachine

_ID = "on-call/gap"


def _find(subject: Subject) -> Iterator[Verdict]:
    for machine in subject.alarm_set.routes.ways.machines:
        spans = spans_of(subject, machine)
        nobody = [span for span in spans if span.reached and not any(span.reached)]
        if nobody:
            what = f"no tier of the machine {machine.machine.name} has anybody to page"
            why = "an incident pages nobody by name then: everybody is told in place of whom it is"
            yield _problem(machine, what, why, nobody, "error")
            continue
        for place, step in enumerate(machine.course.steps):
            empty = [
                span for span in spans if place < len(span.on_call) and not span.on_call[place]
            ]
            if empty:
                after = f"after {format_duration(step.at)}" if step.at else "at once"
                what = f"nobody is on call for the tier {after} of the machine "
                why = "whoever has not got the turn is told too: everybody is, at any hour"
                yield _problem(machine, f"{what}{machine.machine.name}", why, empty, "warning")


def _problem(
    machine: EscalationMachine, what: str, why: str, spans: list[Span], severity: ProblemSeverity
) -> Problem:
    first, more = spans[0], len(spans) - 1
    again = f", and {more} more times in twelve months" if more else ""
    return Problem(
        kind=_ID,
        where=machine.machine.resource.locate("Properties", machine.machine.definition_key),
        what=f"{what} from {first.begins:%Y-%m-%d %H:%M} to {first.ends:%Y-%m-%d %H:%M} UTC{again}",
        why=why,
        fix="say who has that time: by otherwise, by a shift, or by an override for an absence",
        severity=severity,
    )


CHECK = Check(
    id=_ID,
    title="In the twelve months to come, somebody is always on call.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/incident-manager/latest/userguide/incident-manager-on-call-schedule.html",
    ),
)
