"""A part of the way of pages whose failure alarms nobody, or only by the way that has failed."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.assembly import Resource, TypedResource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.incident_parts import IncidentParts, incident_parts
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.escalation import EscalationMachine

_ID = "escalation/not-alarmed"
_LETTERS = ("AWS/SQS", "ApproximateNumberOfMessagesVisible")
_PROBE = ("Tocsin/Incidents", "ProbeArrived")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A metric that shows that a part is ill.

    Attributes:
        part: The part.
        metric: Namespace and name.
        dimension: The dimension that names the part; empty if none does.
        what: What happens, in words.
    """

    part: Resource
    metric: tuple[str, str]
    dimension: str
    what: str


def _find(subject: Subject) -> Iterator[Verdict]:
    parts = subject.memo(incident_parts)
    signs = [sign for machine in parts.ways.machines for sign in _signs(parts, machine)]
    signs += [sign for function in parts.digests for sign in _of_function(function)]
    for sign in dict.fromkeys(signs):
        watching = [each for each in subject.alarms if _watches(each, sign)]
        if not any(_is_heard(parts, each) for each in watching):
            yield _problem(sign, watching)


def _signs(parts: IncidentParts, machine: EscalationMachine) -> Iterator[_Sign]:
    who = machine.machine
    yield _Sign(
        part=who.resource,
        metric=("AWS/States", "ExecutionsFailed"),
        dimension="StateMachineArn",
        what=f"an execution of {who.name} fails",
    )
    others = parts.other_ways_of(machine)
    intakes = parts.intakes_of(machine)
    functions = (
        *(each.function for each in intakes),
        *parts.pages_of(machine),
        *(each.function for each in others),
        *parts.sweeps_of(machine),
    )
    for function in dict.fromkeys(functions):
        yield from _of_function(function)
    queues = [*(each.queue for each in intakes), *(each.queue for each in others)]
    for queue in dict.fromkeys(queues):
        yield from _of_queue(queue)
    for intake in intakes:
        yield _Sign(
            part=intake.queue.resource,
            metric=("AWS/SQS", "ApproximateAgeOfOldestMessage"),
            dimension="QueueName",
            what=f"nothing takes what is in {intake.queue.name}",
        )
    yield from _undelivered(parts, machine)
    for sweep in parts.sweeps_of(machine):
        what = "no probe arrives"
        yield _Sign(part=sweep.resource, metric=_PROBE, dimension="", what=what)


def _of_function(function: TypedResource) -> Iterator[_Sign]:
    for metric, what in (("Errors", "fails"), ("Throttles", "is not run")):
        yield _Sign(
            part=function.resource,
            metric=("AWS/Lambda", metric),
            dimension="FunctionName",
            what=f"{function.name} {what}",
        )


def _of_queue(queue: TypedResource) -> Iterator[_Sign]:
    written = queue.mapping("RedrivePolicy").get("deadLetterTargetArn")
    found = None if written is None else queue.link_to(written).resource
    if found is not None:
        what = f"what cannot be taken from {queue.name} waits in {found.name}"
        yield _Sign(part=found, metric=_LETTERS, dimension="QueueName", what=what)


def _undelivered(parts: IncidentParts, machine: EscalationMachine) -> Iterator[_Sign]:
    """Yield the queues of what the topics of contacts and of everybody cannot deliver."""
    topics = {link.resource for link in (machine.fallback, *machine.contacts.values())}
    for each in parts.subject.assembly.subscriptions:
        link = each.dead_letter_queue
        if each.topic.resource in topics and link is not None and link.resource is not None:
            what = f"pages that are not delivered wait in {link.resource.name}"
            yield _Sign(part=link.resource, metric=_LETTERS, dimension="QueueName", what=what)


def _watches(alarm: CheckedAlarm, sign: _Sign) -> bool:
    for reading in alarm.readings:
        if (reading.namespace, reading.name) != sign.metric:
            continue
        if not sign.dimension or _names(alarm, sign) or reading.dimensions is None:
            return True
        value = reading.dimensions.get(sign.dimension)
        if value is not None and value in (sign.part.name, sign.part.arn, sign.part.reference):
            return True
    return False


def _names(alarm: CheckedAlarm, sign: _Sign) -> bool:
    """Say whether a dimension of an alarm refers to the part."""
    listed = alarm.template_alarm.properties.get("Dimensions")
    return any(
        each.get("Name") == sign.dimension
        and alarm.template_alarm.link_to(each.get("Value")).resource is sign.part
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict)
    )


def _is_heard(parts: IncidentParts, alarm: CheckedAlarm) -> bool:
    """Say whether an alarm tells somebody without what it watches."""
    template = alarm.template_alarm
    return template.actions_enabled and any(
        way.recipient.may_page and way.recipient.is_at_once
        for action in template.alarm_actions
        for way in parts.ways.of(template, action)
    )


def _problem(sign: _Sign, watching: list[CheckedAlarm]) -> Problem:
    namespace, name = sign.metric
    if watching:
        watched = f"{watching[0].name} tells nobody but by the way that it watches"
        where = watching[0].locate("AlarmActions")
    else:
        watched, where = f"no alarm reads {name} of {namespace} for it", sign.part.locate()
    return Problem(
        kind=_ID,
        where=where,
        what=f"nobody hears of it when {sign.what}: {watched}",
        why="people believe that they would be paged",
        fix=f"let an alarm on {name} notify a topic that tells people at once, such as that of "
        "everybody",
        severity="warning",
    )


CHECK = Check(
    id=_ID,
    title="What fails on the way of a page alarms by another way.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html",
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    ),
)
