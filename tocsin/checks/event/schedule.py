"""A schedule that AWS does not take, or that never runs again."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.event.written_schedule import WrittenSchedule, written_schedules
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError, Problem
from tocsin.schedules import EARLIEST, Cron, Once, read_any_schedule

_ID = "event/schedule"


def _find(subject: Subject) -> Iterator[Verdict]:
    for written in subject.memo(written_schedules):
        try:
            schedule = read_any_schedule(written.text, written.service)
        except InvalidValueError as error:
            every = (error, *error.also)
            what = "; ".join(dict.fromkeys(each.what for each in every))
            fix = "; ".join(dict.fromkeys(each.fix for each in every))
            yield _problem(written, what, fix, "the deployment of its stack fails")
            continue
        if isinstance(schedule, (Cron, Once)) and _is_past(schedule):
            what = f"{written.text} never runs again: its last time is before {EARLIEST.year}"
            yield _problem(written, what, "write a time to come", "nothing starts its target")
        yield from _wrong_zone(written)


def _is_past(schedule: Cron | Once) -> bool:
    if isinstance(schedule, Once):
        return schedule.local.date() < EARLIEST
    return schedule.last_year < EARLIEST.year


def _wrong_zone(written: WrittenSchedule) -> Iterator[Problem]:
    try:
        written.zone()
    except InvalidValueError as error:
        yield Problem(
            kind=_ID,
            where=written.resource.locate("Properties", *written.zone_path),
            what=error.what,
            why="EventBridge Scheduler refuses it, and the deployment of its stack fails",
            fix=error.fix,
        )


def _problem(written: WrittenSchedule, what: str, fix: str, why: str) -> Problem:
    return Problem(
        kind=_ID,
        where=written.where,
        what=what,
        why=f"{written.service.name}: {why}",
        fix=fix,
    )


CHECK = Check(
    id=_ID,
    title="EventBridge takes each schedule, and it runs.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    ),
)
