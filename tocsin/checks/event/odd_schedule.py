"""A schedule that runs at another time than it seems to say."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.event.written_schedule import written_schedules
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError, Problem
from tocsin.schedules import EARLIEST, Cron, Timetable, notes_on, read_any_schedule

_ID = "event/odd-schedule"


def _find(subject: Subject) -> Iterator[Verdict]:
    for written in subject.memo(written_schedules):
        try:
            schedule = read_any_schedule(written.text, written.service)
        except InvalidValueError:
            continue
        if not isinstance(schedule, Cron) or schedule.last_year < EARLIEST.year:
            continue
        timetable = Timetable(schedule=schedule, zone=written.zone_or_utc)
        for note in notes_on(timetable):
            yield Problem(
                kind=_ID,
                where=written.where,
                what=f"{written.text}: {note.what}",
                why="the expression is valid, and does not do what most people read in it",
                fix=note.fix,
                severity="note",
            )


CHECK = Check(
    id=_ID,
    title="Schedules run when people who read them expect it.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    ),
)
