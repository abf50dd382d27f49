"""The exported calendar says who is on call, as readers that share no code with us read it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # it has no types

from tests.support.command_line import run
from tests.support.on_call import CHANGING_ZONES, at
from tests.support.viewpoints import changed
from tocsin.cli.i_calendar import Duty, i_calendar
from tocsin.on_call import HandOff, HandOffs, Shift, on_call
from tocsin.viewpoint import load_viewpoint, rotations_of

ZONES = (
    *CHANGING_ZONES,
    "Africa/Casablanca",
    "America/St_Johns",
    "Asia/Beirut",
    "Australia/Adelaide",
)
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
MINUTES = (-1_500, -1_440, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 90, 119, 1_440)
"""Around the moment at which clocks change."""


def _changes(zone: str) -> Iterator[datetime]:
    """Yield the moments in 2026 at which clocks change, to the minute."""
    known, hour = ZoneInfo(zone), timedelta(hours=1)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year == 2026:
        if moment.astimezone(known).utcoffset() != (moment + hour).astimezone(known).utcoffset():
            offset = moment.astimezone(known).utcoffset()
            yield next(
                each
                for each in (moment + number * _MINUTE for number in range(61))
                if each.astimezone(known).utcoffset() != offset
            )
        moment += hour


def _hand_off(change: datetime, zone: str) -> datetime:
    """Return a time on the wall that comes twice at a change, or never."""
    known = ZoneInfo(zone)
    shown, before = (at.astimezone(known) for at in (change, change - _MINUTE))
    jump = shown.replace(tzinfo=None) - before.replace(tzinfo=None) - _MINUTE
    earlier = min(shown.replace(tzinfo=None), before.replace(tzinfo=None) + _MINUTE)
    return earlier + abs(jump) / 2


CASES = [(zone, change) for zone in ZONES for change in _changes(zone)]


def _viewpoint(folder: Path, zone: str, hand_off: datetime, more: str = "") -> Path:
    people = "".join(f"  {name}: {{email: {name}@example.com}}\n" for name in ("ben", "chidi"))
    contact = "  ana: {email: ana@example.com}\n"
    members = f"{{members: [ana, ben, chidi], hand_off: daily {hand_off:%H:%M}, time_zone: {zone}}}"
    path = folder / "viewpoint.yaml"
    path.write_text(changed((contact, contact + people), ("{members: [ana]}", members)) + more)
    return path


def _read(text: str) -> Any:  # noqa: ANN401 - what it yields has fields of any type
    return recurring_ical_events.of(icalendar.Calendar.from_ical(text))


def _events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_enough_is_asked() -> None:
    """Ten time zones, and times that come twice and never."""
    assert len({zone for zone, _ in CASES}) == 10
    assert len(CASES) * len(MINUTES) > 200


@pytest.mark.parametrize(("zone", "change"), CASES, ids=lambda each: str(each)[:16])
def test_a_calendar_says_who_is_on_call(tmp_path: Path, zone: str, change: datetime) -> None:
    """Around changes of clocks, with hand-offs at a time that comes twice there or never.

    While somebody is away, too.
    """
    local = _hand_off(change, zone)
    away = f"absences: {{ben: [{{begins: {local.date()}, ends: {local.date()}}}]}}\n"
    path = _viewpoint(tmp_path, zone, local, away)
    begin = f"{change - 2 * _DAY:%Y-%m-%dT%H:%MZ}"

    text = run("oncall", "calendar", path, "--ical", "--from", begin, "--weeks", "1").output

    calendar, rotations = _read(text), rotations_of(load_viewpoint(path)[0])
    absence = at(f"{local.date()}T00:00", zone)
    for moment in (change + number * _MINUTE for number in MINUTES):
        (event,) = calendar.at(moment.replace(second=0))
        found = str(event["SUMMARY"]).split()[0]
        (usual,) = on_call("primary", rotations, moment)
        is_away = usual == "ben" and absence <= moment < at(f"{local.date() + _DAY}T00:00", zone)
        assert found == ("chidi" if is_away else usual)


@pytest.mark.parametrize(("zone", "change"), CASES, ids=lambda each: str(each)[:16])
def test_hand_offs_are_those_of_a_rule(zone: str, change: datetime) -> None:
    """A rule that comes each third day, by RFC 5545, begins each member's turns.

    A time that clocks leave out is one of the clocks before them there (3.3.5), and with us it is
    the moment at which they leave it out, so that nobody's hours overlap.
    """
    local = _hand_off(change, zone)
    first = local - 4 * _DAY
    hand_off = HandOff(days=tuple(range(7)), at=first.time())
    shift = Shift(
        members=("ana", "ben", "chidi"),
        hand_offs=HandOffs.of((hand_off,), starts=first.date()),
        time_zone=zone,
    )
    rules = "".join(
        f"BEGIN:VEVENT\r\nUID:{name}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:{name}\r\n"
        f"DTSTART;TZID={zone}:{first + number * _DAY:%Y%m%dT%H%M%S}\r\nDURATION:PT1H\r\n"
        "RRULE:FREQ=DAILY;INTERVAL=3\r\nEND:VEVENT\r\n"
        for number, name in enumerate(shift.members)
    )
    rule = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\n{rules}END:VCALENDAR\r\n"
    events = _read(rule).between(change - 3 * _DAY, change + 4 * _DAY)
    judged = sorted(
        (event["DTSTART"].dt.astimezone(UTC), str(event["SUMMARY"])) for event in events
    )

    assert len(judged) >= 6
    for begins, member in judged:
        turn = shift.turn_at(begins)
        assert turn.member == member
        wall = datetime.combine(begins.astimezone(ZoneInfo(zone)).date(), first.time())
        is_left_out = begins.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall
        assert turn.begins == (change if is_left_out else begins)


def test_a_calendar_is_as_rfc_5545_says() -> None:
    """Lines end with CRLF and have 75 octets at most; signs of its own are escaped."""
    name = "Ана; the operator, on call\\" * 3
    duty = Duty(
        rotation="primary",
        contact=name,
        begins=at("2026-01-05T09:00"),
        ends=at("2026-01-12T09:00"),
    )

    text = i_calendar("shop", [duty], at("2026-01-01T00:00"))

    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in text.replace("\r\n", "")
    (event,) = _events(text)
    assert event["SUMMARY"] == f"{name} is on call: primary of shop"
    assert event["DTSTART"].dt == duty.begins
    assert (event["DTEND"].dt, event["DTSTAMP"].dt) == (duty.ends, at("2026-01-01T00:00"))


def test_the_same_turn_is_the_same_event_in_each_export(tmp_path: Path) -> None:
    """Also if it has begun, so that who imports again has nothing twice."""
    path = _viewpoint(tmp_path, "Europe/Berlin", datetime(2026, 1, 1, 9))  # noqa: DTZ001 - on the wall
    ids = [
        {str(event["UID"]) for event in _events(text)}
        for text in (
            run("oncall", "calendar", path, "--ical", "--from", begin, "--weeks", "1").output
            for begin in ("2026-01-05T12:00Z", "2026-01-06T17:00Z")
        )
    ]

    assert len(ids[0] & ids[1]) == 7
    assert len(ids[0] | ids[1]) == 9


def test_one_contact_has_its_own_calendar(tmp_path: Path) -> None:
    """For the calendar of a person."""
    path = _viewpoint(tmp_path, "UTC", datetime(2026, 1, 1, 9))  # noqa: DTZ001 - on the wall
    arguments = ("--from", "2026-01-05T00:00Z", "--weeks", "2", "--ical", "--contact", "ben")

    text = run("oncall", "calendar", path, *arguments).output

    events = _events(text)
    assert {str(event["SUMMARY"]) for event in events} == {"ben is on call: primary of shop"}
    assert len(events) == 5


def test_dates_of_events_are_moments() -> None:
    """No reader has to know a time zone."""
    duty = Duty(
        rotation="primary",
        contact="ana",
        begins=at("2026-03-29T02:30", "Europe/Berlin"),
        ends=at("2026-03-30T02:30", "Europe/Berlin"),
    )

    text = i_calendar("shop", [duty], at("2026-01-01T00:00"))

    assert "DTSTART:20260329T013000Z\r\nDTEND:20260330T003000Z\r\n" in text


def test_without_rotations_there_is_no_calendar(tmp_path: Path) -> None:
    """An iCalendar object has an event, or is none."""
    path = tmp_path / "viewpoint.yaml"
    old = "on_call:\n  primary: {members: [ana]}\n"
    path.write_text(changed((old, ""), ("page: primary", "page: ana")))

    outcome = run("oncall", "calendar", path, "--ical")

    assert (outcome.exit_code, outcome.output) == (0, "")
    assert "There are no rotations" in outcome.errors
