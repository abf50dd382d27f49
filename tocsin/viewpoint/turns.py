"""Rotations of a viewpoint, as the arithmetic of on call takes them."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tocsin import on_call
from tocsin.viewpoint.rotation import DEFAULT_HAND_OFF, Rotation
from tocsin.viewpoint.shift import Shift
from tocsin.viewpoint.viewpoint import Viewpoint


def rotations_of(viewpoint: Viewpoint) -> dict[str, on_call.Rotation]:
    """Return the rotations of a viewpoint, which is sound, as on-call arithmetic takes them."""
    return {name: rotation_of(each) for name, each in viewpoint.on_call.items()}


def absences_of(viewpoint: Viewpoint) -> dict[str, tuple[on_call.Absence, ...]]:
    """Return the absences of each contact, as on-call arithmetic takes them."""
    return {
        contact: tuple(each.as_planned(zone) for each in absences)
        for contact, absences in viewpoint.absences.items()
        for zone in [_time_zone_of(contact, viewpoint)]
    }


def _time_zone_of(contact: str, viewpoint: Viewpoint) -> str:
    """Return the one time zone of the rotations that name a contact, or else UTC."""
    zones = {each.own_time_zone for each in viewpoint.on_call.values() if contact in each.names}
    return zones.pop() if len(zones) == 1 else "UTC"


def rotation_of(rotation: Rotation) -> on_call.Rotation:
    """Return a rotation, which has members or shifts, as on-call arithmetic takes it."""
    if rotation.shifts:
        shifts = tuple(shift_of(each, rotation) for each in rotation.shifts.values())
        return on_call.Rotation(
            shifts=shifts, otherwise=rotation.otherwise, overrides=_overrides_of(rotation)
        )
    always = on_call.Shift(
        members=rotation.members or (),
        hand_offs=_hand_offs(rotation.hand_off, rotation.turn or rotation.shift, rotation.starts),
        time_zone=rotation.time_zone,
    )
    return on_call.Rotation(shifts=(always,), overrides=_overrides_of(rotation))


def _overrides_of(rotation: Rotation) -> tuple[on_call.Override, ...]:
    zone = ZoneInfo(rotation.own_time_zone)
    return tuple(
        on_call.Override(
            name=each.on_call,
            begins=on_call.moment(each.begins, zone),
            ends=on_call.moment(each.ends, zone),
        )
        for each in rotation.overrides
    )


def shift_of(shift: Shift, rotation: Rotation) -> on_call.Shift:
    """Return a shift of a rotation as on-call arithmetic takes it."""
    return on_call.Shift(
        members=shift.members,
        hand_offs=_hand_offs(
            shift.hand_off or (_first_begin(shift),),
            shift.turn,
            shift.starts or rotation.starts,
        ),
        time_zone=shift.time_zone or rotation.time_zone,
        hours=_hours_of(shift),
    )


def _hand_offs(
    written: tuple[str, ...], turn: timedelta | None, starts: date | None
) -> on_call.HandOffs:
    hand_offs = tuple(map(on_call.HandOff.parse, written))
    return on_call.HandOffs.of(hand_offs, turn=turn, starts=starts)


def _hours_of(shift: Shift) -> on_call.Hours | None:
    """Return when a shift is on, None for always."""
    if shift.hours_of_week:
        return on_call.Hours.of_week(shift.hours_of_week)
    if shift.hours is None and shift.days is None:
        return None
    days = {day for each in shift.days or (on_call.DAILY,) for day in on_call.parse_days(each)}
    return on_call.Hours.of_day(shift.hours or "00:00-24:00", tuple(sorted(days)))


def _first_begin(shift: Shift) -> str:
    """Return when its hours begin on the first of its days, as a hand-off is written."""
    if shift.hours_of_week:
        return shift.hours_of_week.partition("-")[0]
    if shift.hours is None and shift.days is None:
        return DEFAULT_HAND_OFF
    day = on_call.DAILY if shift.days is None else shift.days[0].partition("-")[0]
    time = "00:00" if shift.hours is None else shift.hours.partition("-")[0]
    return f"{'Monday' if day == on_call.DAILY else day} {time}"
