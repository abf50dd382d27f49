"""When people work who are not on call."""

import re
from datetime import date, time
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from tocsin import on_call
from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.viewpoint.calendar import TIME_PATTERN, Day, DaysOfWeek, TimeZone
from tocsin.viewpoint.part import Part
from tocsin.viewpoint.public_holidays import PublicHolidays

_YEARS_PATTERN = "(20[0-9]{2})(?:-(20[0-9]{2}))?"
_MOST_YEARS = 20


def _years(value: object) -> object:
    """Read `2026-2028`, or one year."""
    if value is None or isinstance(value, tuple):
        return value
    match = re.fullmatch(_YEARS_PATTERN, str(value)) if not isinstance(value, bool) else None
    fix = "write the first and the last of them, as 2026-2028"
    if match is None:
        raise InvalidValueError(f"{quoted(value)} are not years", fix)
    first, last = int(match[1]), int(match[2] or match[1])
    if not first <= last < first + _MOST_YEARS:
        what = f"{quoted(value)} are not 1 to {_MOST_YEARS} years, from the first to the last"
        raise InvalidValueError(what, fix)
    return first, last


Years = Annotated[
    tuple[int, int],
    BeforeValidator(_years),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_YEARS_PATTERN}$"}),
]
"""The first and the last of some years."""

TimeOfDay = Annotated[str, StringConstraints(pattern=f"^{TIME_PATTERN}$")]
"""A time on the wall, as 09:00."""


class BusinessDays(Part):
    """The days on which people work: what can wait is read on the next of them."""

    days: Annotated[
        DaysOfWeek,
        Field(description="Days of the week, as Monday-Friday, or a list of such."),
    ] = ("Monday-Friday",)
    begins: Annotated[TimeOfDay, Field(description="When the day begins: 09:00.")] = "09:00"
    time_zone: Annotated[TimeZone, Field(description="An IANA name, as Europe/Berlin.")] = "UTC"
    holidays: Annotated[
        PublicHolidays | None, Field(description="Public holidays, which are not business days.")
    ] = None
    years: Annotated[
        Years | None,
        Field(
            description="The years whose holidays are built in, as 2026-2028: no clock decides it, "
            "so that the same viewpoint always gives the same templates."
        ),
    ] = None
    closed: Annotated[
        tuple[Day, ...],
        Field(description="Other dates on which nobody works, as [2026-12-24, 2026-12-31]."),
    ] = ()

    @property
    def as_planned(self) -> on_call.BusinessDays:
        """The same as on-call arithmetic takes it."""
        days = {day for each in self.days for day in on_call.parse_days(each)}
        dates: set[date] = set(self.closed)
        end = None
        if self.holidays is not None and self.years is not None:
            first, last = self.years
            dates |= self.holidays.dates(range(first, last + 1))
            end = date(last + 1, 1, 1)
        return on_call.BusinessDays(
            days=tuple(sorted(days)),
            time_zone=self.time_zone,
            begins=time.fromisoformat(self.begins),
            holidays=frozenset(dates),
            holidays_end=end,
        )
