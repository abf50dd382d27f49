"""When a mute rule's windows begin, and how long they last, in a time zone.

A window lasts its duration in elapsed time, whatever clocks do meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from tocsin.evaluation.mute.duration import parse_duration
from tocsin.schedules import ALARM_MUTE_RULE, Once, Timetable, read_schedule, read_time_zone
from tocsin.schedules import Schedule as Begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When windows begin and how long they last.

    Attributes:
        timetable: When they begin.
        duration: How long each window lasts.
    """

    timetable: Timetable
    duration: timedelta

    @property
    def zone(self) -> tzinfo:
        """The zone of its local times."""
        return self.timetable.zone

    @property
    def recurs(self) -> bool:
        """Whether windows come again and again, and not at one time."""
        return not isinstance(self.timetable.schedule, Once)

    def starts(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Yield the beginnings (UTC) of windows in [start, end), ascending."""
        return self.timetable.runs(start, end)


def parse_schedule(expression: str, duration: str, time_zone: str = "UTC") -> Schedule:
    """Parse the parts of a mute rule's schedule.

    Raises:
        InvalidValueError: The first part that CloudWatch would not accept.
    """
    return Schedule(
        timetable=windows_begin(parse_expression(expression), read_time_zone(time_zone)),
        duration=parse_duration(duration),
    )


def parse_expression(expression: str) -> Begin:
    """Parse `cron(…)` or `at(…)`.

    Raises:
        InvalidValueError: CloudWatch would not accept it.
    """
    return read_schedule(expression, ALARM_MUTE_RULE)


def windows_begin(schedule: Begin, zone: tzinfo) -> Timetable:
    """Return when windows begin in a time zone."""
    return Timetable(schedule=schedule, zone=zone, skipped=ALARM_MUTE_RULE.skipped)
