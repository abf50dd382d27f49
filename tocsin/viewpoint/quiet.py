"""When an alarm tells nobody, because what it notices is normal then."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError, did_you_mean, quoted
from tocsin.on_call import DAILY, WEEKDAYS, parse_days
from tocsin.viewpoint.calendar import DAYS_PATTERN, END_PATTERN, TIME_PATTERN, TimeZone
from tocsin.viewpoint.part import Part, Text

_HOURS = re.compile(rf"(?P<begin>{TIME_PATTERN})-(?P<end>{END_PATTERN})")
_WrittenHours = Annotated[str, StringConstraints(pattern=f"^{TIME_PATTERN}-{END_PATTERN}$")]
_EVERY_YEAR = re.compile(r"(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_ONE_YEAR = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_LEAP_YEAR = 2028
_FORM = "write it as '22:00-06:00 Europe/Berlin' or '22:00-06:00 Monday-Friday Europe/Berlin'"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietDate:
    """A day of one year, or of every year.

    Attributes:
        year: None for every year.
        month: From 1.
        day: From 1.
    """

    year: int | None
    month: int
    day: int

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `2026-12-25`, or `12-25` for every year.

        Raises:
            InvalidValueError: It is neither, or there is no such day.
        """
        text = value.isoformat() if isinstance(value, date) else str(value)
        fix = "write it as '2026-12-25', or '12-25' for every year"
        try:
            if _ONE_YEAR.fullmatch(text):
                found = date.fromisoformat(text)
                return cls(year=found.year, month=found.month, day=found.day)
            if match := _EVERY_YEAR.fullmatch(text):
                found = date(_LEAP_YEAR, int(match["month"]), int(match["day"]))
                return cls(year=None, month=found.month, day=found.day)
        except ValueError:
            what = f"{quoted(text)} does not exist"
            raise InvalidValueError(what, fix) from None
        raise InvalidValueError(f"{quoted(text)} is not a day", fix)

    def __str__(self) -> str:
        """Write the day as it is read."""
        written = f"{self.month:02}-{self.day:02}"
        return written if self.year is None else f"{self.year}-{written}"


def _hours(value: object) -> object:
    if value is None or isinstance(value, tuple):
        return value
    match = _HOURS.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        what = f"{quoted(value)} are not hours"
        raise InvalidValueError(what, "write them as '22:00-06:00', in quotation marks")
    # Midnight is the end of one day and the begin of the next.
    begin, end = (
        time.fromisoformat(match[name].replace("24:00", "00:00")) for name in ("begin", "end")
    )
    if begin == end:
        what = f"{quoted(value)} has no length"
        raise InvalidValueError(what, "leave the hours out for whole days")
    return begin, end


def _days(value: object) -> object:
    """Read `Monday-Friday`, `Saturday,Sunday`, or a list of these."""
    if value is None:
        return None
    parts = value if isinstance(value, list | tuple) else str(value).split(",")
    found: set[int] = set()
    for part in map(str.strip, map(str, parts)):
        unknown = [name for name in part.split("-") if name not in (*WEEKDAYS, DAILY)]
        if unknown or not re.fullmatch(DAYS_PATTERN, part):
            name = unknown[0] if unknown else part
            fix = did_you_mean(name, WEEKDAYS)
            raise InvalidValueError(f"{quoted(name)} is not a weekday", fix)
        found.update(parse_days(part))
    return tuple(sorted(found))


def _dates(value: object) -> object:
    if value is None:
        return None
    days = value if isinstance(value, list | tuple) else [value]
    return tuple(each if isinstance(each, QuietDate) else QuietDate.parse(each) for each in days)


Hours = Annotated[
    tuple[time, time] | None,
    BeforeValidator(_hours, json_schema_input_type=_WrittenHours | None),
]
Days = Annotated[
    tuple[int, ...] | None,
    BeforeValidator(_days, json_schema_input_type=str | list[str] | None),
]


class QuietTime(Part):
    """A time that comes again, or some days, in which an alarm tells nobody."""

    hours: Annotated[Hours, Field(description="As '22:00-06:00'; whole days if not given.")] = None
    days: Annotated[
        Days,
        Field(description="The days on which it begins, as Monday-Friday; every day if not given."),
    ] = None
    dates: Annotated[
        tuple[QuietDate, ...] | None,
        BeforeValidator(_dates, json_schema_input_type=str | list[str] | None),
        Field(description="In place of weekdays: '2026-12-25', or '12-25' for every year."),
    ] = None
    time_zone: Annotated[TimeZone, Field(description="Whose clock, as Europe/Berlin.")]
    because: Annotated[Text | None, Field(description="Why it is normal then.")] = None

    @model_validator(mode="before")
    @classmethod
    def _written(cls, value: Any) -> Any:  # noqa: ANN401 - whatever stands in the source
        return _parts(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.days is not None and self.dates is not None:
            what = "a quiet time has days or dates, not both"
            raise InvalidValueError(what, "write two quiet times")
        if self.dates == () or self.days == ():
            raise InvalidValueError("a quiet time names no day", "add one, or remove the key")
        is_every_day = self.dates is None and len(self.days or WEEKDAYS) == len(WEEKDAYS)
        if self.hours is None and is_every_day:
            what = "the alarm would never tell anybody"
            raise InvalidValueError(what, "give hours, days or dates, or switch the alarm off")
        return self

    def __str__(self) -> str:
        """Write it as a person would: `22:00-06:00 Monday-Friday Europe/Berlin`."""
        hours = "-".join(f"{each:%H:%M}" for each in self.hours or ())
        days = ",".join(WEEKDAYS[number] for number in self.days or ())
        dates = ", ".join(map(str, self.dates or ()))
        return " ".join(part for part in (hours, days, dates, self.time_zone) if part)


def _parts(text: str) -> dict[str, object]:
    """Split `22:00-06:00 Monday-Friday Europe/Berlin` into its parts."""
    *others, zone = text.split() or [""]
    parts: dict[str, object] = {"time_zone": zone}
    for each in others:
        name = "hours" if each[:1].isdigit() else "days"
        if name in parts:
            raise InvalidValueError(f"{quoted(text)} is not a quiet time", _FORM)
        parts[name] = each
    if not others:
        raise InvalidValueError(f"{quoted(text)} is not a quiet time", _FORM)
    return parts


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


QuietTimes = Annotated[
    tuple[QuietTime, ...],
    BeforeValidator(_as_list, json_schema_input_type=str | QuietTime | list[str | QuietTime]),
]
"""One quiet time, or a list of them."""
