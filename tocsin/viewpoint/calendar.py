"""Days, times of day and time zones, as people write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from tocsin.diagnostics import InvalidValueError, format_duration, parse_duration, quoted
from tocsin.on_call import DAILY, WEEKDAYS
from tocsin.schedules import read_time_zone
from tocsin.viewpoint.part import Duration, one_or_more


def _known_time_zone(name: str) -> str:
    read_time_zone(name)
    return name


TimeZone = Annotated[str, AfterValidator(_known_time_zone)]
"""An IANA name, as Europe/Berlin."""

_DATE = "20[0-9]{2}-[0-9]{2}-[0-9]{2}"


def _reader(read: type[date], form: str, thing: str, example: str) -> BeforeValidator:
    """Return what reads days or times as people write them, and no numbers of seconds."""

    def validate(value: object) -> object:
        if isinstance(value, read) or value is None:
            return value
        try:
            if isinstance(value, str) and re.fullmatch(form, value):
                return read.fromisoformat(value)
        except ValueError:
            pass
        what = f"{quoted(value)} is not {thing} of this century"
        raise InvalidValueError(what, f"write it as {example}")

    return BeforeValidator(validate)


Day = Annotated[
    date,
    _reader(date, _DATE, "a date", "2026-01-05"),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_DATE}$"}),
]
"""A date of this century."""

_WALL_TIME = f"{_DATE} [0-9]{{2}}:[0-9]{{2}}"

WallTime = Annotated[
    datetime,
    _reader(datetime, _WALL_TIME, "a day and a time", "2026-12-24 09:00"),
    WithJsonSchema({"type": "string", "pattern": f"^{_WALL_TIME}$"}),
]
"""A day and a time on the wall, without a time zone."""


def _day_or_time(value: object) -> object:
    """Read a date, or a day and a time."""
    if isinstance(value, date) or value is None:
        return value
    written = str(value)
    for read, form in ((date, _DATE), (datetime, _WALL_TIME)):
        try:
            if re.fullmatch(form, written):
                return read.fromisoformat(written)
        except ValueError:
            pass
    what = f"{quoted(value)} is not a date of this century, nor one with a time"
    raise InvalidValueError(what, "write it as 2026-12-24, or as 2026-12-24 09:00")


DayOrTime = Annotated[
    datetime | date,
    BeforeValidator(_day_or_time),
    WithJsonSchema({"type": "string", "pattern": f"^{_DATE}( [0-9]{{2}}:[0-9]{{2}})?$"}),
]
"""A date of this century, or a day and a time on the wall."""

_WEEKDAY = f"({'|'.join(WEEKDAYS)})"
_DAYS = rf"({DAILY}|{_WEEKDAY}(-{_WEEKDAY})?)"
TIME_PATTERN = "([01][0-9]|2[0-3]):[0-5][0-9]"
END_PATTERN = f"({TIME_PATTERN}|24:00)"

HAND_OFF_PATTERN = f"^{_DAYS} {TIME_PATTERN}$"
DAYS_PATTERN = f"^{_DAYS}$"
HOURS_PATTERN = (
    f"^({TIME_PATTERN}-{END_PATTERN}|{_WEEKDAY} {TIME_PATTERN}-{_WEEKDAY} {END_PATTERN})$"
)

_HandOff = Annotated[str, StringConstraints(pattern=HAND_OFF_PATTERN)]
HandOffs = Annotated[
    tuple[_HandOff, ...],
    BeforeValidator(one_or_more, json_schema_input_type=_HandOff | list[_HandOff]),
    Field(min_length=1),
]
"""`Monday 09:00`, `daily 09:00`, `Monday-Friday 09:00`, or a list of such."""

_DaysOfWeek = Annotated[str, StringConstraints(pattern=DAYS_PATTERN)]
DaysOfWeek = Annotated[
    tuple[_DaysOfWeek, ...],
    BeforeValidator(one_or_more, json_schema_input_type=_DaysOfWeek | list[_DaysOfWeek]),
    Field(min_length=1),
]
"""`daily`, `Monday`, `Monday-Friday`, or a list of such."""

HoursOfWeek = Annotated[str, StringConstraints(pattern=HOURS_PATTERN)]
"""`09:00-17:00`, or once a week `Friday 17:00-Monday 09:00`."""

SHORTEST_TURN = timedelta(hours=2)
"""A shorter turn could vanish where clocks leave out an hour, and its member with it."""

_LONGEST_TURN = parse_duration("52w")


def _possible_turn(turn: timedelta) -> timedelta:
    if not SHORTEST_TURN <= turn <= _LONGEST_TURN or turn % timedelta(hours=1):
        what = f"{format_duration(turn)} is not a number of hours from 2h to 52w"
        raise InvalidValueError(what, "use 12h, 1d, 1w or another number of hours")
    return turn


TurnLength = Annotated[Duration, AfterValidator(_possible_turn)]
"""Whole hours on the wall."""


def shown_span(span: tuple[datetime, datetime], time_zones: Iterable[str]) -> str:
    """Write a time as people read it: in the one time zone that there is, or else in UTC."""
    zones = set(time_zones)
    zone = zones.pop() if len(zones) == 1 else "UTC"
    begins, ends = (f"{at.astimezone(ZoneInfo(zone)):%A %Y-%m-%d %H:%M}" for at in span)
    return f"{begins} to {ends} ({zone})"
