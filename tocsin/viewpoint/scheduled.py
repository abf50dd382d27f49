"""When AWS Backup starts jobs by itself."""

from datetime import datetime, timedelta
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field

from tocsin.diagnostics import InvalidValueError, parse_duration, quoted
from tocsin.schedules import (
    AWS_BACKUP,
    RESTORE_TESTING,
    Note,
    Service,
    Timetable,
    notes_on,
    read_cron,
    read_time_zone,
)
from tocsin.viewpoint.calendar import TimeZone
from tocsin.viewpoint.part import Duration, Part

_FORM = Field(
    description="Six fields, as cron(0 3 * * ? *).",
    json_schema_extra={"pattern": r"^\s*cron\(\s*\S+(\s+\S+){5}\s*\)\s*$"},
)
_COUNTED_FROM, _COUNTED_TO = datetime(2026, 1, 1), datetime(2035, 1, 1)  # noqa: DTZ001 - local
"""Two leap years, and nearly each day of the year on each day of the week."""

_BEGIN = datetime(1, 1, 1)  # noqa: DTZ001 - local
_MINUTE = timedelta(minutes=1)


def _backup_cron(text: str) -> str:
    return _recurring(text, AWS_BACKUP)


def _restore_test_cron(text: str) -> str:
    return _recurring(text, RESTORE_TESTING)


def _recurring(text: str, service: Service) -> str:
    cron = read_cron(text, service)
    if Timetable(schedule=cron).longest_gap() is None:
        what = f"{quoted(text)} does not run twice from 2026 on"
        raise InvalidValueError(what, "write * for each year")
    return cron.expression


BackupCron = Annotated[str, AfterValidator(_backup_cron), _FORM]
RestoreTestCron = Annotated[str, AfterValidator(_restore_test_cron), _FORM]


class Scheduled(Part):
    """Jobs that AWS Backup starts by itself."""

    schedule: RestoreTestCron
    time_zone: Annotated[
        TimeZone, Field(description="An IANA name; UTC does not skip a run when clocks change.")
    ] = "UTC"
    start_window: Annotated[Duration, Field(description="How long a job may wait to start.")] = (
        parse_duration("1h")
    )

    @property
    def starts(self) -> tuple[int, ...]:
        """When jobs are scheduled in some years: local minutes since 0001-01-01, a Monday.

        What a change of clocks skips is left out.
        """
        return _starts(self.schedule, self.time_zone)

    @property
    def longest_interval(self) -> timedelta:
        """The longest time between two scheduled starts, changes of clocks included."""
        gap = _timetable(self.schedule, self.time_zone).longest_gap()
        assert gap is not None, "it runs more than once"
        return gap.length

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is valid and yet surprises about when jobs are scheduled."""
        return notes_on(_timetable(self.schedule, self.time_zone))


@cache
def _timetable(expression: str, time_zone: str) -> Timetable:
    return Timetable(
        schedule=read_cron(expression, RESTORE_TESTING), zone=read_time_zone(time_zone)
    )


@cache
def _starts(expression: str, time_zone: str) -> tuple[int, ...]:
    timetable = _timetable(expression, time_zone)
    begin, end = (each.replace(tzinfo=timetable.zone) for each in (_COUNTED_FROM, _COUNTED_TO))
    runs = (run.astimezone(timetable.zone) for run in timetable.runs(begin, end))
    return tuple((run.replace(tzinfo=None) - _BEGIN) // _MINUTE for run in runs)
