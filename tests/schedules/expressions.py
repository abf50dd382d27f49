"""Cron expressions of six fields for tests: any that AWS documents."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from tests.schedules.reference import BOUNDS
from tocsin.diagnostics import InvalidValueError
from tocsin.schedules import (
    EARLIEST,
    RESTORE_TESTING,
    Cron,
    Gap,
    Service,
    Timetable,
    read_schedule,
)
from tocsin.schedules.gaps import shortest_gap

MONTHS = st.sampled_from(["JAN", "FEB", "JUN", "DEC", "2", "12"])
WEEKDAYS = st.sampled_from(["SUN", "MON", "FRI", "SAT", "1", "4", "7"])


def _parts(low: int, high: int, *, step: bool = True) -> st.SearchStrategy[str]:
    number = st.integers(low, high).map(str)
    ranges = st.tuples(number, number).map("-".join)
    forms = [number, st.just("*"), ranges]
    if step:
        by = st.integers(1, high).map(str)
        forms.append(st.tuples(st.one_of(number, st.just("*"), ranges), by).map("/".join))
    return st.lists(st.one_of(*forms), min_size=1, max_size=3).map(",".join)


def _years() -> st.SearchStrategy[str]:
    pair = st.tuples(st.integers(2026, 2030), st.integers(2030, 2032))
    return st.one_of(st.just("*"), st.just("2026/2"), pair.map(lambda both: f"{both[0]}-{both[1]}"))


_NUMBERED = st.one_of(
    _parts(*BOUNDS[2]),
    st.just("L"),
    st.just("LW"),
    st.integers(1, 31).map(lambda day: f"{day}W"),
)
_NAMED = st.one_of(
    _parts(*BOUNDS[4], step=False),
    WEEKDAYS,
    st.just("L"),
    WEEKDAYS.map(lambda day: f"{day}L"),
    st.tuples(WEEKDAYS, st.integers(1, 5).map(str)).map("#".join),
    st.just("MON-FRI"),
    st.just("SAT-SUN"),
)
_DAYS = st.one_of(
    st.tuples(_NUMBERED, st.just("?")),
    st.tuples(st.just("?"), _NAMED),
)

QUARTERS = st.sampled_from(["0", "30", "0/15", "15,45", "*/30", "45-15/30"])
ANY_MINUTE = _parts(*BOUNDS[0])


ANY_HOUR = _parts(*BOUNDS[1])
ANY_YEARS = _years()


def fields(
    minutes: st.SearchStrategy[str] = ANY_MINUTE,
    hours: st.SearchStrategy[str] = ANY_HOUR,
    years: st.SearchStrategy[str] = ANY_YEARS,
) -> st.SearchStrategy[list[str]]:
    """Return lists of six fields that are valid one by one."""
    months = st.one_of(st.just("*"), _parts(*BOUNDS[3]), MONTHS)
    return st.tuples(minutes, hours, _DAYS, months, years).map(
        lambda drawn: [drawn[0], drawn[1], drawn[2][0], drawn[3], drawn[2][1], drawn[4]]
    )


def crons(drawn: st.SearchStrategy[list[str]]) -> st.SearchStrategy[tuple[list[str], Cron]]:
    """Return fields and what is read of them, where such a day comes at all."""
    return drawn.filter(_comes).map(_read)


def problem_of(expression: str, service: Service) -> InvalidValueError | None:
    """Return why a service does not take an expression; None if it does."""
    try:
        read_schedule(expression, service)
    except InvalidValueError as error:
        return error
    return None


def _comes(drawn: list[str]) -> bool:
    return problem_of(f"cron({' '.join(drawn)})", RESTORE_TESTING) is None


def _read(drawn: list[str]) -> tuple[list[str], Cron]:
    schedule = read_schedule(f"cron({' '.join(drawn)})", RESTORE_TESTING)
    assert isinstance(schedule, Cron)
    return drawn, schedule


def shortest_of(timetable: Timetable) -> Gap | None:
    """Return the shortest time between two runs of a cron; None where there are not two."""
    assert isinstance(timetable.schedule, Cron)
    return shortest_gap(
        timetable.schedule, zone=timetable.zone, skipped=timetable.skipped, since=EARLIEST
    )


def local_times(cron: Cron, first: date, last: date) -> list[datetime]:
    """Return the local times that a cron means from *first* to *last*, both included."""
    midnights = [datetime.combine(day, time()) for day in cron.dates(first, last)]
    return [each + timedelta(minutes=minute) for each in midnights for minute in cron.times]
