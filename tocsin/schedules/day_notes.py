"""What surprises about days: those that many months lack, and signs that mean something else."""

from calendar import isleap
from collections.abc import Iterator

from tocsin.diagnostics import quoted
from tocsin.schedules.cron import Cron
from tocsin.schedules.days import DaysOfMonth, DaysOfWeek, EitherDay
from tocsin.schedules.field import MONTHS
from tocsin.schedules.note import Note
from tocsin.schedules.part import (
    DayOfMonthPart,
    LastOfMonth,
    NearestWeekday,
    NthOfMonth,
    Numbers,
    values_of,
)

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_DAY, _FIFTH = 29, 5


def day_notes(cron: Cron) -> Iterator[Note]:
    """Yield what surprises about the days of a cron expression."""
    match cron.days:
        case DaysOfMonth():
            for part in cron.days.parts:
                yield from _on_missing_days(part, values_of(cron.months), values_of(cron.years))
            if len(cron.days.parts) > 1:
                yield from _on_company(
                    part.text for part in cron.days.parts if not isinstance(part, Numbers)
                )
        case DaysOfWeek():
            yield from _on_week(cron.days)
        case EitherDay() if not cron.days.needs_both:
            what = "with both days given, a day that matches one of them is enough"
            yield Note(what=what, fix="write * for one of the two, if both have to match")


def _on_missing_days(
    part: DayOfMonthPart, months: tuple[int, ...], years: tuple[int, ...]
) -> Iterator[Note]:
    day = _only_day(part)
    missing = [month for month in months if _LENGTHS[month - 1] < day]
    if not missing:
        return
    names = ", ".join(MONTHS[month - 1] for month in missing)
    times = len(months) - len(missing)
    what = (
        f"{quoted(part.text)} comes in {times} of its {len(months)} months: no day {day} in {names}"
    )
    if day == _LEAP_DAY and any(map(isleap, years)):
        what = f"{quoted(part.text)} comes in FEB only in leap years"
    fix = "write LW for the last weekday" if part.text.endswith("W") else "write L for the last day"
    yield Note(what=what, fix=f"{fix} of each month")


def _only_day(part: DayOfMonthPart) -> int:
    """Return the day that a part names, or 0 where it names several, or none by its number."""
    match part:
        case NearestWeekday():
            return part.day
        case Numbers() if part.text.isdigit():
            return part.values[0]
        case _:
            return 0


def _on_week(days: DaysOfWeek) -> Iterator[Note]:
    for part in days.parts:
        if isinstance(part, Numbers) and part.text.upper() == "L":
            what = f"{quoted(part.text)} in day of week is each Saturday, the last day of a week"
            yield Note(what=what, fix="write 7L for the last Saturday of a month, or SAT")
        if isinstance(part, NthOfMonth) and part.number == _FIFTH:
            what = f"{quoted(part.text)} comes only in months that have five such days"
            yield Note(what=what, fix=f"write {part.weekday}L for the last one of each month")
    if len(days.parts) > 1:
        yield from _on_company(part.text for part in days.parts if isinstance(part, LastOfMonth))


def _on_company(texts: Iterator[str]) -> Iterator[Note]:
    for text in texts:
        what = f"{quoted(text)} stands in a list; AWS shows it only alone"
        yield Note(what=what, fix="make a schedule of its own for it")
