"""Business days whose holidays are known for too short a time."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.checks.check import Check, Verdict
from tocsin.checks.on_call_time import first_day
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "on-call/holidays-end"
_AHEAD = timedelta(days=90)


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.alarm_set.routes.ways.machines:
        days, machine = each.policy.business_days, each.machine
        end = None if days is None else days.holidays_run_out
        today = first_day(subject, each.policy)
        if end is None or end > today + _AHEAD:
            continue
        verb = "ended" if end <= today else "end"
        yield Problem(
            kind=_ID,
            where=machine.resource.locate("Properties", machine.definition_key),
            what=f"the holidays that the machine {machine.name} knows {verb} on {end:%Y-%m-%d}",
            why="from then on a holiday is a business day: what could wait comes to nobody",
            fix="name more years under business_days of the viewpoint, and deploy",
            severity="warning",
        )


CHECK = Check(
    id=_ID,
    title="Holidays are known for the next three months.",
    severity="warning",
    run=_find,
    sources=("https://holidays.readthedocs.io/en/latest/",),
)
