"""AWS's cron expressions of six fields.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
"""

import re
from datetime import date

from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.schedules.collected import Collected
from tocsin.schedules.cron import FIRST_YEAR, LAST_YEAR, Cron
from tocsin.schedules.days import SATURDAY, DayRule, DaysOfMonth, DaysOfWeek
from tocsin.schedules.field import MONTHS, WEEKDAYS, Field, parts_of
from tocsin.schedules.part import (
    DayOfMonthPart,
    DayOfWeekPart,
    LastDay,
    LastOfMonth,
    LastWeekday,
    NearestWeekday,
    NthOfMonth,
    Numbers,
)

MINUTES = Field(name="minutes", first=0, last=59)
HOURS = Field(name="hours", first=0, last=23)
DAY_OF_MONTH = Field(name="day of month", first=1, last=31, also="? L W")
MONTH = Field(name="month", first=1, last=12, names=MONTHS)
DAY_OF_WEEK = Field(
    name="day of week", first=1, last=7, names=WEEKDAYS, takes_steps=False, also="? L #"
)
YEAR = Field(name="year", first=FIRST_YEAR, last=LAST_YEAR, is_cyclic=False)
AWS_FIELDS = (MINUTES, HOURS, DAY_OF_MONTH, MONTH, DAY_OF_WEEK, YEAR)
"""In the order in which they stand."""

ANY = "?"
_FROM_THE_LAST = re.compile(r"L-[0-9]+W?")
_WEEKS = range(1, 6)


def read_aws_cron(fields: list[str]) -> Cron:
    """Read the six fields of an expression.

    Raises:
        InvalidValueError: One of them is not valid, or there is no such day; it carries everything
            that is wrong.
    """
    minutes, hours, days, months, weekdays, years = fields
    found = Collected()
    cron = Cron(
        expression=f"cron({' '.join(fields)})",
        minutes=found.each(MINUTES.numbers, parts_of(minutes)),
        hours=found.each(HOURS.numbers, parts_of(hours)),
        days=_days(found, days, weekdays),
        months=found.each(MONTH.numbers, parts_of(months)),
        years=found.each(YEAR.numbers, parts_of(years)),
    )
    found.raise_if_any()
    refuse_never(cron)
    return cron


def refuse_never(cron: Cron) -> None:
    """Refuse an expression whose days no month of its years has.

    Raises:
        InvalidValueError: There is no such day.
    """
    every = cron.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
    if next(every, None) is None:
        what = f"{quoted(cron.expression)} never comes: none of its months has such a day"
        raise InvalidValueError(what, "choose a day that they have, or L for the last day")


def _days(found: Collected, days: str, weekdays: str) -> DayRule:
    if days == weekdays == ANY:
        found.add("day of month and day of week are both ?", "write * for one of the two")
    elif ANY not in {days, weekdays}:
        what = f"day of month is {quoted(days)} and day of week is {quoted(weekdays)}"
        which = "day of month" if days == "*" != weekdays else "day of week"
        which = which if "*" in {days, weekdays} else "one of the two"
        found.add(f"{what}, and AWS reads only one of them", f"write ? for {which}")
    by_number = found.each(_day_of_month, parts_of(days)) if days != ANY else ()
    by_name = found.each(_day_of_week, parts_of(weekdays)) if weekdays != ANY else ()
    if len(by_name) > 1 and any(isinstance(part, NthOfMonth) for part in by_name):
        what = f"{quoted(weekdays)} has more beside #, and AWS reads only one such day"
        found.add(what, "make a schedule of each of them")
    return DaysOfWeek(by_name) if days == ANY else DaysOfMonth(by_number)


def _day_of_month(text: str) -> DayOfMonthPart:
    word = text.upper()
    if word == "L":
        return LastDay(text)
    if word == "LW":
        return LastWeekday(text)
    if _FROM_THE_LAST.fullmatch(word):
        what = f"{quoted(text)} counts from the last day, and AWS documents no such day"
        raise InvalidValueError(what, "write L, LW or days by their numbers")
    if word.endswith("W"):
        return NearestWeekday(text=text, day=_single(DAY_OF_MONTH, text, word.removesuffix("W")))
    return DAY_OF_MONTH.numbers(text)


def _day_of_week(text: str) -> DayOfWeekPart:
    word = text.upper()
    if word == "L":  # the last day of the week
        return Numbers(text=text, values=(SATURDAY,))
    if "#" in word:
        name, _, number = word.partition("#")
        weekday = _single(DAY_OF_WEEK, text, name)
        if number not in map(str, _WEEKS):
            what = f"{quoted(text)}: a month has a day of the week four or five times"
            raise InvalidValueError(what, "write 1 to 5 behind #, or 6L for the last Friday")
        return NthOfMonth(text=text, weekday=weekday, number=int(number))
    if word.endswith("L"):
        return LastOfMonth(text=text, weekday=_single(DAY_OF_WEEK, text, word.removesuffix("L")))
    if word == "0":
        what = f"{quoted(text)} is not a value of {DAY_OF_WEEK.name}: AWS counts from 1, Sunday"
        raise InvalidValueError(what, DAY_OF_WEEK.allowed)
    return DAY_OF_WEEK.numbers(text)


def _single(field: Field, part: str, text: str) -> int:
    """Read the value within a part such as `15W`; the whole part is shown when it is wrong."""
    try:
        return field.number(text)
    except InvalidValueError as error:
        what = f"{quoted(part)} is not valid: {error.what}"
        raise InvalidValueError(what, error.fix) from None
