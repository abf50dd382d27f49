"""Schedules of backups and of restore tests that AWS refuses, or that never run."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError
from tocsin.schedules import (
    AWS_BACKUP,
    RESTORE_TESTING,
    Service,
    Timetable,
    notes_on,
    read_cron,
    read_time_zone,
)

_ID = "backup/schedule"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.backups.rules:
        yield from _of(rule.part, AWS_BACKUP)
    for resource in subject.assembly.resources("AWS::Backup::RestoreTestingPlan"):
        yield from _of(Part.of(resource), RESTORE_TESTING)


def _of(part: Part, service: Service) -> Iterator[Verdict]:
    written, zone_part = part.at("ScheduleExpression"), part.at("ScheduleExpressionTimezone")
    zone = None
    try:
        zone = read_time_zone(zone_part.text or "UTC")
    except InvalidValueError as error:
        yield zone_part.problem(_ID, error.what, error.fix, why=f"{service.name} refuses it")
    if written.text is None:
        return
    try:
        cron = read_cron(written.text, service)
    except InvalidValueError as error:
        for each in (error, *error.also):
            yield written.problem(_ID, each.what, each.fix, why=f"{service.name} refuses it")
        return
    if zone is None or (zone_part.is_there and zone_part.text is None):
        return
    for note in notes_on(Timetable(schedule=cron, zone=zone, skipped=service.skipped)):
        yield written.problem(
            _ID,
            note.what,
            note.fix,
            why="the schedule does something else than it seems to say",
            severity="note",
        )


CHECK = Check(
    id=_ID,
    title="AWS takes the schedule of each backup and restore test, and it runs when it says.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html",
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    ),
)
