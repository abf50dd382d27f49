"""Schedules of AWS: cron and single times; when they run, and how far apart.

`read_schedule` reads an expression as a service does, and refuses what that service would refuse. A
`Timetable` puts a schedule into a time zone: runs, and the longest gap between two.
`notes_on` says what is valid and yet surprises. docs/schedules.md has what AWS leaves open.
"""

from tocsin.schedules.cron import Cron
from tocsin.schedules.expression import (
    Schedule,
    read_any_schedule,
    read_cron,
    read_schedule,
)
from tocsin.schedules.gaps import EARLIEST, Gap
from tocsin.schedules.note import Note
from tocsin.schedules.notes import notes_on
from tocsin.schedules.once import Once
from tocsin.schedules.rate import Rate
from tocsin.schedules.service import (
    ALARM_MUTE_RULE,
    AWS_BACKUP,
    EVENTBRIDGE_RULE,
    EVENTBRIDGE_SCHEDULER,
    RESTORE_TESTING,
    Service,
)
from tocsin.schedules.time_zone import SkippedTimes, read_time_zone
from tocsin.schedules.timetable import Timetable

__all__ = [
    "ALARM_MUTE_RULE",
    "AWS_BACKUP",
    "EARLIEST",
    "EVENTBRIDGE_RULE",
    "EVENTBRIDGE_SCHEDULER",
    "RESTORE_TESTING",
    "Cron",
    "Gap",
    "Note",
    "Once",
    "Rate",
    "Schedule",
    "Service",
    "SkippedTimes",
    "Timetable",
    "notes_on",
    "read_any_schedule",
    "read_cron",
    "read_schedule",
    "read_time_zone",
]
