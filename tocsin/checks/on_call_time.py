"""Whom the tiers of a machine reach at which time, over the year to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from tocsin.checks.subject import Subject
from tocsin.escalation import EscalationMachine
from tocsin.on_call import Policy, leads_to

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in which the tiers of a machine reach the same people.

    Attributes:
        begins: When it begins, in UTC.
        ends: When it ends.
        on_call: For each tier that the states page: who is on call, in whatever way he is told.
        reached: For each of these: whom the machine pages.
    """

    begins: datetime
    ends: datetime
    on_call: tuple[tuple[str, ...], ...]
    reached: tuple[tuple[str, ...], ...]


def spans_of(subject: Subject, machine: EscalationMachine) -> tuple[Span, ...]:
    """Return whom the tiers of a machine reach in the twelve months that are looked at."""
    return subject.memo(_all_spans)[machine]


def first_day(subject: Subject, policy: Policy) -> datetime:
    """Return from when on a policy is looked at: today, or what it names itself.

    Without a date that is its last first hand-off: a check of templates alone knows no clock.
    """
    if subject.today is not None:
        return datetime.combine(subject.today, time(), UTC)
    firsts = (
        shift.hand_offs.first.replace(tzinfo=UTC)
        for rotation in policy.rotations.values()
        for shift in rotation.shifts
    )
    return max(firsts, default=datetime(2024, 1, 1, tzinfo=UTC))


def _all_spans(subject: Subject) -> dict[EscalationMachine, tuple[Span, ...]]:
    machines = subject.alarm_set.routes.ways.machines
    return {each: tuple(_spans(each, first_day(subject, each.policy))) for each in machines}


def _spans(machine: EscalationMachine, begin: datetime) -> Iterator[Span]:
    policy = machine.policy
    tiers = [step.tier for step in machine.course.steps if step.tier < len(policy.tiers)]
    for begins, ends in pairwise(sorted(_moments(policy, begin, begin + YEAR))):
        yield Span(
            begins=begins,
            ends=ends,
            on_call=tuple(policy.on_call(tier, begins) for tier in tiers),
            reached=tuple(policy.reached(tier, begins) for tier in tiers),
        )


def _moments(policy: Policy, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield when others may be on call, each once, with the begin and the end."""
    found = {begin, end}
    names = {
        name
        for tier in policy.tiers
        for recipient in tier.recipients
        for name in leads_to(recipient, policy.rotations)
    }
    for name in names:
        if name in policy.rotations:
            found.update(policy.rotations[name].changes(begin, end))
        for absence in policy.absences.get(name, ()):
            found.update(at for at in (absence.begins, absence.ends) if begin < at < end)
    yield from found
