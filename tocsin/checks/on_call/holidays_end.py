"""Business days whose holidays are known for too short a time."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.checks.check import Check, Verdict
from tocsin.checks.on_call_time import first_day
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Location, Problem
from tocsin.on_call import Policy

_ID = "on-call/holidays-end"
_AHEAD = timedelta(days=90)


def _find(subject: Subject) -> Iterator[Verdict]:
    for policy, where, name in _policies(subject):
        days = policy.business_days
        end = None if days is None else days.holidays_run_out
        today = first_day(subject, policy)
        if end is None or end > today + _AHEAD:
            continue
        verb = "ended" if end <= today else "end"
        yield Problem(
            kind=_ID,
            where=where,
            what=f"the holidays that {name} knows {verb} on {end:%Y-%m-%d}",
            why="from then on a holiday is a business day: what could wait comes to nobody",
            fix="name more years under business_days of the viewpoint, and deploy",
            severity="warning",
        )


def _policies(subject: Subject) -> Iterator[tuple[Policy, Location, str]]:
    """Yield each policy of the templates, with where it stands and what has it."""
    ways = subject.alarm_set.routes.ways
    for each in ways.machines:
        machine = each.machine
        where = machine.resource.locate("Properties", machine.definition_key)
        yield each.policy, where, f"the machine {machine.name}"
    for digest in ways.digests:
        where = digest.schedule.resource.locate("Properties", "Target", "Input")
        yield digest.policy, where, f"the schedule {digest.name}"


CHECK = Check(
    id=_ID,
    title="Holidays are known for the next three months.",
    severity="warning",
    run=_find,
    sources=("https://holidays.readthedocs.io/en/latest/",),
)
