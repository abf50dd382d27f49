"""Rotations for tests, as short as they can be written."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tocsin.on_call import HandOff, HandOffs, Hours, Rotation, Shift

CHANGING_ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Jerusalem",
)
"""Where clocks change: by an hour or by half of one, in the night or at midnight, in spring or in
autumn."""

WORKING_DAYS = (0, 1, 2, 3, 4)


def hand_offs(*written: str, turn: timedelta | None = None, starts: date | None = None) -> HandOffs:
    """Return hand-offs as they are written."""
    return HandOffs.of([HandOff.parse(each) for each in written], turn=turn, starts=starts)


def shift(
    *members: str,
    hand_off: str = "Monday 09:00",
    zone: str = "UTC",
    hours: Hours | None = None,
    starts: date | None = date(2026, 1, 5),
) -> Shift:
    """Return members who take turns."""
    return Shift(
        members=members,
        hand_offs=hand_offs(hand_off, starts=starts),
        time_zone=zone,
        hours=hours,
    )


def rotation(*members: str, hand_off: str = "Monday 09:00", zone: str = "UTC") -> Rotation:
    """Return members who take turns and are always on call."""
    return Rotation(shifts=(shift(*members, hand_off=hand_off, zone=zone),))


def office(*members: str, zone: str = "UTC", hours: str = "09:00-17:00") -> Shift:
    """Return a shift on working days."""
    of_day = Hours.of_day(hours, WORKING_DAYS)
    return shift(*members, zone=zone, hours=of_day)


def wall(written: str) -> datetime:
    """Return a time on the wall: without a time zone."""
    return datetime.fromisoformat(written)


def at(written: str, zone: str = "UTC") -> datetime:
    """Return a moment, as clocks in *zone* show it first."""
    return wall(written).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
