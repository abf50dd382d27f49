"""What surprises about steps and ranges."""

from collections.abc import Iterator

from tocsin.diagnostics import quoted
from tocsin.schedules.aws_cron import DAY_OF_MONTH, HOURS, MINUTES, MONTH
from tocsin.schedules.cron import Cron
from tocsin.schedules.days import DAYS_OF_WEEK, DaysOfMonth, MonthShape
from tocsin.schedules.field import Field
from tocsin.schedules.note import Note
from tocsin.schedules.part import Numbers

_AROUND = {"minutes": "hour", "hours": "day", "day of month": "month", "month": "year"}
"""With what a field begins anew."""

_LONGEST_MONTH = 31


def number_notes(cron: Cron) -> Iterator[Note]:
    """Yield what surprises about the steps and ranges of a cron expression of AWS."""
    for field, parts in _fields(cron):
        for part in parts:
            yield from _on_step(field, part)
            if part.wraps:
                yield from _on_wrap(field, part, cron)


def _fields(cron: Cron) -> Iterator[tuple[Field, list[Numbers]]]:
    days = cron.days.parts if isinstance(cron.days, DaysOfMonth) else ()
    yield MINUTES, list(cron.minutes)
    yield HOURS, list(cron.hours)
    yield DAY_OF_MONTH, [part for part in days if isinstance(part, Numbers)]
    yield MONTH, list(cron.months)


def _on_step(field: Field, part: Numbers) -> Iterator[Note]:
    if part.step is None or part.step == 1 or not part.is_open:
        return
    first, last = part.values[0], part.values[-1]
    whole = _AROUND[field.name]
    anew = f"steps begin anew with each {whole}"
    if len(part.values) == 1:
        once = f"{field.shown(first)} alone, once in each {whole}"
        what = f"{quoted(part.text)} in {field.name} is {once}: {anew}"
        fix = f"write {field.shown(first)} if that is meant; cron cannot count past a {whole}"
        yield Note(what=what, fix=fix)
    elif (rest := first + field.last - field.first + 1 - last) != part.step:
        way = f"from {field.shown(last)} to the next {field.shown(first)} it is {rest}"
        what = f"{quoted(part.text)} in {field.name}: {way}, and not {part.step}: {anew}"
        yield Note(what=what, fix="list the values, if that is meant, or choose another step")


def _on_wrap(field: Field, part: Numbers, cron: Cron) -> Iterator[Note]:
    if field is not HOURS:
        what = (
            f"{quoted(part.text)} in {field.name} goes past its end; AWS shows that of hours only"
        )
        yield Note(what=what, fix=f"write {field.unwrapped(part.values)}, which is the same")
    elif not _each_day(cron):
        what = f"{quoted(part.text)} in hours goes past midnight: on each of its days, the hours"
        what = f"{what} after midnight come first"
        yield Note(what=what, fix="make a schedule of its own for the hours after midnight")


def _each_day(cron: Cron) -> bool:
    days = range(1, _LONGEST_MONTH + 1)
    return all(
        cron.days.days_in(MonthShape(_LONGEST_MONTH, first)) == set(days) for first in DAYS_OF_WEEK
    )
