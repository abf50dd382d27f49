"""A queue of incidents in which notifications wait before anybody is paged."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.incident_parts import Intake, incident_parts
from tocsin.checks.subject import Subject
from tocsin.delivery import seconds_of
from tocsin.diagnostics import Problem, elapsed

_ID = "escalation/queue-waits"
_MOST = 60
"""Seconds; drills count none from the notification to the first page."""


def _find(subject: Subject) -> Iterator[Verdict]:
    parts = subject.memo(incident_parts)
    every = (each for machine in parts.ways.machines for each in parts.intakes_of(machine))
    for intake in dict.fromkeys(every):
        seconds = _delay(intake) + _gathered(intake)
        if seconds <= _MOST:
            continue
        is_queue = _delay(intake) >= _gathered(intake)
        at = intake.queue.resource if is_queue else intake.mapping.resource
        path = "DelaySeconds" if is_queue else "MaximumBatchingWindowInSeconds"
        yield Problem(
            kind=_ID,
            where=at.locate("Properties", path),
            what=f"notifications wait in {intake.queue.name} for {elapsed(seconds)} before "
            f"{intake.function.logical_id} gets them",
            why="people are paged that much later than the policy says, at each incident",
            fix="remove DelaySeconds of the queue and MaximumBatchingWindowInSeconds of the "
            "mapping",
            severity="warning",
        )


def _delay(intake: Intake) -> int:
    return seconds_of(intake.queue, "DelaySeconds", 0) or 0


def _gathered(intake: Intake) -> int:
    return seconds_of(intake.mapping, "MaximumBatchingWindowInSeconds", 0) or 0


CHECK = Check(
    id=_ID,
    title="Notifications do not wait in a queue before somebody is paged.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html",),
)
