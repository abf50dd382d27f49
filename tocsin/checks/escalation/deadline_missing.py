"""A machine for critical alarms without another way that notices that it paged nobody."""

from collections.abc import Iterator, Mapping

from tocsin.assembly import Alarm, Environment
from tocsin.checks.check import Check, Verdict
from tocsin.checks.escalation.slower_than_severity import first_step
from tocsin.checks.incident_parts import (
    IncidentParts,
    OtherWay,
    first_closed,
    incident_parts,
)
from tocsin.checks.subject import Subject
from tocsin.delivery import Obstacle, arn_of, fallback_of, seconds_of
from tocsin.diagnostics import Problem
from tocsin.escalation import EscalationMachine

_ID = "escalation/deadline-missing"


def _find(subject: Subject) -> Iterator[Verdict]:
    parts = subject.memo(incident_parts)
    for machine in parts.ways.machines:
        alarms = parts.notifying(machine)
        if machine.severity != "critical" or not alarms:
            continue
        faults = [_fault(parts, machine, each, alarms) for each in parts.other_ways_of(machine)]
        if not faults:
            yield _problem(machine, "no rule brings alarms that fire to a function that knows it")
        elif all(faults):
            yield _problem(machine, faults[0])


def _fault(
    parts: IncidentParts, machine: EscalationMachine, way: OtherWay, alarms: tuple[Alarm, ...]
) -> str:
    """Say why a way does not tell everybody; empty if it does."""
    if unheard := next((each for each in alarms if not _hears(parts, way, each)), None):
        return f"the rule {way.rule.called} does not match when {unheard.name} fires"
    obstacle = first_closed(_obstacles(parts, way))
    if obstacle is not None:
        return f"{obstacle.hop} is closed: {obstacle.why}"
    named = fallback_of(way.function)
    if named is None or not named.leads_where(machine.fallback):
        return f"{way.function.logical_id} does not tell whom the machine calls everybody"
    first = first_step(machine)
    delay = seconds_of(way.queue, "DelaySeconds", 0)
    if first is not None and delay is not None and delay <= first.at.total_seconds():
        return (
            f"alarms wait {delay} s in {way.queue.name}, which is over before anybody is paged: "
            "everybody is told each time"
        )
    return ""


def _obstacles(parts: IncidentParts, way: OtherWay) -> Iterator[Obstacle]:
    yield from parts.ways.into_target(way.rule, way.target)
    for function, obstacles in parts.paging.reading(way.queue.resource, None, "deadline"):
        if function is way.function:
            yield from obstacles
    named = fallback_of(way.function)
    topic = parts.topics.get(named.resource) if named and named.resource else None
    yield from parts.paging.publishing(way.function, topic) if topic else ()


def _hears(parts: IncidentParts, way: OtherWay, alarm: Alarm) -> bool:
    """Say whether a rule may match the event of an alarm that fires."""
    place: Environment = alarm.stack.environment
    rules = parts.subject.alarm_set.event_rules.on_bus(_event(alarm), place=place)
    return any(each.rule is way.rule and each.matches is not False for each in rules)


def _event(alarm: Alarm) -> Mapping[str, object]:
    """Return what EventBridge says of an alarm that fires, as far as rules ask for it.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
    """
    place = alarm.stack.environment
    return {
        "source": "aws.cloudwatch",
        "detail-type": "CloudWatch Alarm State Change",
        "account": place.account_text,
        "region": place.region_text,
        "resources": [arn_of(alarm.resource)],
        "detail": {
            "alarmName": alarm.name,
            "state": {"value": "ALARM"},
            "previousState": {"value": "OK"},
        },
    }


def _problem(machine: EscalationMachine, why: str) -> Problem:
    return Problem(
        kind=_ID,
        where=machine.machine.resource.locate("Properties", machine.machine.definition_key),
        what=f"nothing notices that the machine {machine.machine.name} has paged nobody: {why}",
        why="where its topic, its queue or its functions are ill, a critical alarm is lost "
        "without a word",
        fix="let a rule put CloudWatch Alarm State Change into a queue with DelaySeconds beyond "
        "the first page, and a function tell everybody of what nobody has heard of",
        severity="warning",
    )


CHECK = Check(
    id=_ID,
    title="Another way notices that nobody was paged about a critical alarm.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html",
    ),
)
