"""A policy that tells its first person later than the severity promises an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from tocsin.assembly import Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.response_time import PageTime, arithmetic, page_times
from tocsin.checks.subject import Subject
from tocsin.delivery import Recipient
from tocsin.diagnostics import Problem, elapsed
from tocsin.escalation import EscalationMachine, ScheduledDigest, Step

_ID = "escalation/slower-than-severity"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Late:
    """An alarm of which somebody hears too late.

    Attributes:
        alarm: The alarm.
        promised: Within how many seconds somebody is to hear of it.
        noticed: How many seconds it takes to notice.
        how: What these are the sum of; empty if they are not counted.
    """

    alarm: CheckedAlarm
    promised: float
    noticed: float
    how: str


def _find(subject: Subject) -> Iterator[Verdict]:
    late: dict[EscalationMachine, list[_Late]] = {}
    times = {each.alarm.resource: each for each in subject.memo(page_times)}
    for alarm in subject.alarms:
        machine = _only_by(subject, alarm)
        first = None if machine is None else first_step(machine)
        found = _late(alarm, times.get(alarm.resource), first)
        if machine is not None and found is not None:
            late.setdefault(machine, []).append(found)
    yield from _by_digests(subject, times)
    for machine, alarms in late.items():
        yield _problem(machine, max(alarms, key=lambda each: each.noticed), len(alarms))


def _by_digests(subject: Subject, times: Mapping[Resource, PageTime]) -> Iterator[Problem]:
    """Yield digests which alone tell of alarms that promise an answer in a time."""
    late: dict[ScheduledDigest, list[_Late]] = {}
    for alarm in subject.alarms:
        people = _people(subject, alarm)
        gathered = [each.gathered for each in people if each.gathered is not None]
        promised = _promised(alarm, times.get(alarm.resource))
        if gathered and len(gathered) == len(people) and promised is not None:
            found = _Late(alarm=alarm, promised=promised, noticed=0.0, how="")
            late.setdefault(gathered[0].digest, []).append(found)
    for digest, alarms in late.items():
        others = f", and of {len(alarms) - 1} more" if len(alarms) > 1 else ""
        yield Problem(
            kind=_ID,
            where=digest.schedule.resource.locate("Properties", "Target", "Input"),
            what=f"nobody is told of {alarms[0].alarm.name}{others} within the "
            f"{elapsed(alarms[0].promised)} that are promised: the digest {digest.name} tells it "
            "when the next business day begins",
            why="nobody else hears of it, and a weekend is longer than that",
            fix="page or notify somebody of that severity, or promise an answer on the next "
            "business day",
        )


def _problem(machine: EscalationMachine, worst: _Late, count: int) -> Problem:
    first = first_step(machine)
    assert first is not None
    waits = first.at.total_seconds()
    noticing = f" + {worst.how}" if worst.how else ""
    others = f", and of {count - 1} more" if count > 1 else ""
    return Problem(
        kind=_ID,
        where=machine.machine.resource.locate("Properties", machine.machine.definition_key),
        what=f"nobody is paged of {worst.alarm.name}{others} within the "
        f"{elapsed(worst.promised)} that are promised: the machine {machine.machine.name} pages "
        f"first {elapsed(waits + worst.noticed)} after a breach begins",
        why=f"{elapsed(waits)} (until tier {first.tier}){noticing}",
        fix="page somebody in a tier without after, or subscribe somebody to the topic itself",
    )


def first_step(machine: EscalationMachine) -> Step | None:
    """Return the first step of a machine that pages anybody."""
    return next(iter(machine.course.steps), None)


def _only_by(subject: Subject, alarm: CheckedAlarm) -> EscalationMachine | None:
    """Return the machine by which alone people hear of an alarm; None if some do at once."""
    people = [each for each in _people(subject, alarm) if each.gathered is None]
    turns = [each.turn for each in people if each.turn is not None]
    return turns[0].machine if turns and len(turns) == len(people) else None


def _people(subject: Subject, alarm: CheckedAlarm) -> list[Recipient]:
    """Return the people who may hear of an alarm, each at each address."""
    ways, template = subject.alarm_set.routes.ways, alarm.template_alarm
    actions = template.alarm_actions if template.actions_enabled else ()
    told = [way.recipient for each in actions for way in ways.of(template, each)]
    return [each for each in told if each.may_page]


def _promised(alarm: CheckedAlarm, time: PageTime | None) -> float | None:
    """Return within how many seconds somebody is to hear of an alarm; None if nobody says so."""
    deployed = alarm.deployed
    if deployed is None or deployed.severity_is_guess:
        return None
    return time.promised if time else _seconds(deployed.respond_within)


def _late(alarm: CheckedAlarm, time: PageTime | None, first: Step | None) -> _Late | None:
    promised = _promised(alarm, time)
    noticed = time.by_value.typical if time else 0.0
    if (
        first is None
        or promised is None
        or noticed > promised
        or noticed + _seconds_of(first.at) <= promised
    ):
        # What is noticed too late is said of the alarm.
        return None
    how = arithmetic(time.by_value) if time else ""
    return _Late(alarm=alarm, promised=promised, noticed=noticed, how=how)


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()


def _seconds_of(length: timedelta) -> float:
    return length.total_seconds()


CHECK = Check(
    id=_ID,
    title="Somebody is paged within the response time of the severity.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
    ),
)
