"""Whatever is written, a schedule is read or refused in words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schedules.expressions import fields, problem_of
from tocsin.diagnostics import InvalidValueError
from tocsin.schedules import (
    ALARM_MUTE_RULE,
    AWS_BACKUP,
    RESTORE_TESTING,
    Cron,
    Service,
    Timetable,
    notes_on,
    read_schedule,
    read_time_zone,
)

SERVICES = st.sampled_from([ALARM_MUTE_RULE, AWS_BACKUP, RESTORE_TESTING])
_NEARLY = st.text("0123456789*/?,-LW# MONFRIJAN@", max_size=40)
_TEXTS = st.one_of(
    st.text(max_size=40),
    _NEARLY,
    _NEARLY.map("cron({})".format),
    _NEARLY.map("rate({})".format),
    _NEARLY.map("at({})".format),
)


def _is_told(error: InvalidValueError) -> bool:
    return all(each.what and each.fix for each in (error, *error.also))


@given(_TEXTS, SERVICES)
def test_any_text_is_read_or_refused(text: str, service: Service) -> None:
    """Nothing but an explained refusal comes of a text."""
    problem = problem_of(text, service)

    assert problem is None or _is_told(problem)


_CHANGES = st.tuples(st.integers(0, 5), st.text("0123456789*/?,-LW#XMON", max_size=3))


@given(fields(), _CHANGES, st.sampled_from(["", "old"]))
def test_what_is_read_runs(drawn: list[str], change: tuple[int, str], kept: str) -> None:
    """Of a valid expression with one field changed, what is read has runs, gaps and notes."""
    at, text = change
    drawn[at] = (drawn[at] if kept else "") + text
    expression = f"cron({' '.join(drawn)})"
    problem = problem_of(expression, RESTORE_TESTING)
    if problem is not None:
        assert _is_told(problem)
        return
    schedule = read_schedule(expression, RESTORE_TESTING)
    timetable = Timetable(schedule=schedule, zone=read_time_zone("Africa/Cairo"))

    assert isinstance(schedule, Cron)
    assert next(timetable.runs(datetime(1969, 12, 30, tzinfo=UTC)), None)
    assert all(note.what and note.fix for note in notes_on(timetable))


@pytest.mark.parametrize("zone", ["", "../../etc/passwd", "Europe/", "\0", "x" * 5_000, "Europe"])
def test_odd_names_of_time_zones(zone: str) -> None:
    """What is not in the database is refused, whatever the database makes of it."""
    with pytest.raises(InvalidValueError):
        read_time_zone(zone)
