"""Machines whose way nobody tries before an alarm needs it."""

from collections.abc import Iterable, Iterator

from tocsin.assembly import TypedResource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.incident_parts import IncidentParts, incident_parts
from tocsin.checks.subject import Subject
from tocsin.delivery import Obstacle, arn_of, variables_of
from tocsin.diagnostics import Problem
from tocsin.escalation import EscalationMachine
from tocsin.on_call import SEVERITIES

_ID = "escalation/probe-missing"
_DISABLED = "DISABLED"


def _find(subject: Subject) -> Iterator[Verdict]:
    parts = subject.memo(incident_parts)
    seen: dict[object, EscalationMachine] = {}
    for machine in sorted(parts.ways.machines, key=lambda each: SEVERITIES.index(each.severity)):
        seen.setdefault(machine.machine.stack.environment, machine)
    for machine in seen.values():
        faults = [next(_faults(parts, machine, each), "") for each in parts.sweeps_of(machine)]
        if not faults:
            yield _problem(machine, "no function of the templates sends one")
        elif all(faults):
            yield _problem(machine, faults[0])


def _faults(
    parts: IncidentParts, machine: EscalationMachine, sweep: TypedResource
) -> Iterator[str]:
    """Yield why a function brings no probe to a machine."""
    if why := _not_run(parts, sweep):
        yield why
    yield from _closed(parts.paging.running(sweep, "sweep"))
    named = sweep.link_to(variables_of(sweep)["PROBE_TOPIC"])
    topic = parts.topics.get(named.resource) if named.resource else None
    if topic is None:
        yield f"the topic {named.arn}, by which {sweep.logical_id} sends it, is not there"
        return
    yield from _closed(parts.paging.publishing(sweep, topic))
    told = [way.recipient for way in parts.ways.from_topic(topic)]
    into = [each for each in told if each.turn is not None and each.turn.machine is machine]
    yield from _closed(into[0].into_machine if into else ())
    if not into:
        yield f"nothing behind {topic.name} starts the machine"
    written = parts.paging.may(sweep, sweep.link("Role"), "cloudwatch:PutMetricData", "*")
    yield from _closed(filter(None, (written,)))


def _closed(obstacles: Iterable[Obstacle]) -> Iterator[str]:
    yield from (each.why for each in obstacles if each.is_closed)


def _not_run(parts: IncidentParts, sweep: TypedResource) -> str:
    """Say why nothing runs a function regularly; empty if something does."""
    schedules = [*parts.schedules(sweep)]
    enabled = [each for each in schedules if each.text("State") != _DISABLED]
    if not enabled:
        state = "is disabled" if schedules else "is not there"
        return f"the schedule that runs {sweep.logical_id} {state}"
    for schedule in enabled:
        role = schedule.link_to(schedule.mapping("Target").get("RoleArn", ""))
        found = parts.paging.may(schedule, role, "lambda:InvokeFunction", arn_of(sweep.resource))
        if found is None or not found.is_closed:
            return ""
    return f"{found.why}" if found else ""


def _problem(machine: EscalationMachine, why: str) -> Problem:
    return Problem(
        kind=_ID,
        where=machine.machine.resource.locate("Properties", machine.machine.definition_key),
        what=f"nothing tries regularly whether the machine {machine.machine.name} would page: "
        f"{why}",
        why="a way that broke since the last alarm shows it at the next one",
        fix="send a probe by a topic that the queue of incidents hears, every few minutes, and "
        "let an alarm fire when its metric is silent",
        severity="warning",
    )


CHECK = Check(
    id=_ID,
    title="A probe tries the way of a page regularly.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",),
)
