"""What is valid and yet surprises: a schedule that does not do what it seems to say."""

from collections.abc import Iterator
from datetime import date, timedelta

from tocsin.diagnostics import elapsed
from tocsin.schedules.cron import LAST_YEAR, Cron
from tocsin.schedules.day_notes import day_notes
from tocsin.schedules.days import EitherDay
from tocsin.schedules.gaps import EARLIEST
from tocsin.schedules.note import Note
from tocsin.schedules.number_notes import number_notes
from tocsin.schedules.part import values_of
from tocsin.schedules.timetable import Timetable

_LONGEST_CHANGE = timedelta(hours=1)
"""By how much clocks are put back, and runs are then further apart, in about every zone."""


def notes_on(timetable: Timetable, *, today: date = EARLIEST) -> tuple[Note, ...]:
    """Return what surprises about when a schedule runs.

    Args:
        timetable: A schedule in its time zone.
        today: What is past ends here.
    """
    cron = timetable.schedule
    if not isinstance(cron, Cron):
        return ()
    of_numbers = () if isinstance(cron.days, EitherDay) else number_notes(cron)
    return (
        *of_numbers,
        *day_notes(cron),
        *_on_years(cron, today),
        *_on_clocks(cron, timetable, today),
    )


def _on_years(cron: Cron, today: date) -> Iterator[Note]:
    if next(cron.dates(today, date(LAST_YEAR, 12, 31)), None) is None:
        what = f"it never runs again: its last year is {cron.last_year}"
        yield Note(what=what, fix="write * for each year, or a year to come")
    elif cron.years[0].text != "*" and values_of(cron.years)[0] < today.year:
        what = f"its years begin with {values_of(cron.years)[0]}, which is past"
        yield Note(what=what, fix="leave the past years out")
    elif cron.last_year < LAST_YEAR - 1:  # a step may end a year earlier
        yield Note(what=f"its last run is in {cron.last_year}", fix="write * if it is to go on")


def _on_clocks(cron: Cron, timetable: Timetable, today: date) -> Iterator[Note]:
    """Yield a note where a change of clocks leaves out a run that others do not make up for."""
    longest, usual = timetable.longest_gap(today), Timetable(schedule=cron).longest_gap(today)
    if not longest or not usual or longest.length - usual.length <= _LONGEST_CHANGE:
        return
    begins = longest.begins.astimezone(timetable.zone)
    what = f"clocks of {timetable.zone} skip a run: from {begins:%Y-%m-%d %H:%M} the next one takes"
    what = f"{what} {elapsed(longest.length.total_seconds())}"
    yield Note(what=what, fix="use UTC, or a time that no clock skips, as 04:00")
