"""The cron expressions of five fields that alarm mute rules take.

Each field takes `*`, numbers, lists and ranges, which is all that AWS documents; months and days of
the week may be English names. Where both day fields are restricted, a day that matches either
counts, as in cron everywhere: AWS says "standard cron", and no more.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
"""

from dataclasses import replace

from tocsin.schedules.aws_cron import refuse_never
from tocsin.schedules.collected import Collected
from tocsin.schedules.cron import Cron
from tocsin.schedules.days import DAYS_OF_WEEK, DaysOfMonth, DaysOfWeek, EitherDay
from tocsin.schedules.field import MONTHS, WEEKDAYS, Field, parts_of
from tocsin.schedules.part import Numbers

_MINUTES = Field(name="minutes", first=0, last=59, takes_steps=False, wraps=False)
_HOURS = Field(name="hours", first=0, last=23, takes_steps=False, wraps=False)
_DAY_OF_MONTH = Field(name="day of month", first=1, last=31, takes_steps=False, wraps=False)
_MONTH = Field(name="month", first=1, last=12, names=MONTHS, takes_steps=False, wraps=False)
_DAY_OF_WEEK = Field(
    name="day of week",
    first=0,
    last=7,
    names=WEEKDAYS,
    first_name=0,
    takes_steps=False,
    wraps=False,
)
UNIX_FIELDS = (_MINUTES, _HOURS, _DAY_OF_MONTH, _MONTH, _DAY_OF_WEEK)
"""In the order in which they stand; Sunday is 0 and 7."""


def read_unix_cron(fields: list[str]) -> Cron:
    """Read the five fields of an expression.

    Raises:
        InvalidValueError: One of them is not valid, or there is no such day; it carries everything
            that is wrong.
    """
    found = Collected()
    minutes, hours, days, months, weekdays = (
        found.each(field.numbers, parts_of(text))
        for text, field in zip(fields, UNIX_FIELDS, strict=True)
    )
    found.raise_if_any()
    cron = Cron(
        expression=f"cron({' '.join(fields)})",
        minutes=minutes,
        hours=hours,
        days=EitherDay(
            days_of_month=DaysOfMonth(days),
            days_of_week=DaysOfWeek(tuple(_as_aws_counts(part) for part in weekdays)),
            needs_both="*" in (fields[2], fields[4]),
        ),
        months=months,
    )
    refuse_never(cron)
    return cron


def _as_aws_counts(part: Numbers) -> Numbers:
    return replace(part, values=tuple(value % len(DAYS_OF_WEEK) + 1 for value in part.values))
