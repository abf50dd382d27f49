"""A queue of incidents whose messages are gone when its function fails."""

from collections.abc import Iterator

from tocsin.assembly import EventSourceMapping, Queue
from tocsin.checks.check import Check, Verdict
from tocsin.checks.incident_parts import incident_parts
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "escalation/failures-lost"
_PARTIAL = "ReportBatchItemFailures"


def _find(subject: Subject) -> Iterator[Verdict]:
    parts = subject.memo(incident_parts)
    machines = parts.ways.machines
    intakes = ((each.mapping, each.queue) for m in machines for each in parts.intakes_of(m))
    others = ((each.mapping, each.queue) for m in machines for each in parts.other_ways_of(m))
    for mapping, queue in dict.fromkeys((*intakes, *others)):
        yield from _of_mapping(mapping)
        yield from _of_queue(queue)


def _of_mapping(mapping: EventSourceMapping) -> Iterator[Problem]:
    listed = mapping.properties.get("FunctionResponseTypes")
    if _PARTIAL in (listed if isinstance(listed, list) else ()) or "${" in str(listed):
        return
    yield Problem(
        kind=_ID,
        where=mapping.resource.locate("Properties"),
        what=f"messages that {mapping.function.arn} names as failed are deleted: the mapping has "
        f"no FunctionResponseTypes with {_PARTIAL}",
        why="the function names the messages that have to come again, and AWS takes its answer "
        "for success",
        fix=f"add FunctionResponseTypes: [{_PARTIAL}]",
    )


def _of_queue(queue: Queue) -> Iterator[Problem]:
    if queue.dead_letter_queue is not None:
        return
    yield Problem(
        kind=_ID,
        where=queue.resource.locate("Properties"),
        what=f"what fails again and again is not kept: the queue {queue.name} has no dead-letter "
        "queue",
        why="it comes again until its retention is over, and is gone then; nothing alarms",
        fix="add RedrivePolicy with a queue that has an alarm",
    )


CHECK = Check(
    id=_ID,
    title="What a function of incidents cannot take comes again, and is kept in the end.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",),
)
