"""What has to hold of each rotation by itself: it decides at every moment whose turn it is."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from tocsin import on_call
from tocsin.diagnostics import KeyPath, format_duration
from tocsin.viewpoint.calendar import SHORTEST_TURN, shown_span
from tocsin.viewpoint.finding import Finding, finding
from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.shift import Shift
from tocsin.viewpoint.turns import rotation_of, shift_of

Findings = Iterator[Finding]

_OF_MEMBERS = ("members", "hand_off", "turn", "shift")
_OF_SHIFTS = ("otherwise", "uncovered")
_YEAR = timedelta(days=365)


def check_rotation(path: KeyPath, rotation: Rotation) -> Findings:
    """Yield what keeps a rotation from saying whose turn it is."""
    yield from _check_overrides(path, rotation)
    if rotation.shifts:
        yield from _unread(path, rotation, "shifts", _OF_MEMBERS, "write it at each shift")
        for name, shift in rotation.shifts.items():
            yield from _check_shift((*path, "shifts", name), shift, rotation)
        yield from _check_coverage(path, rotation)
    elif rotation.members:
        yield from _unread(path, rotation, "members", _OF_SHIFTS, "put the members into shifts")
        (always,) = rotation_of(rotation).shifts
        yield from _check_turns(path, rotation, always.hand_offs)
    else:
        yield finding(
            "rotation-without-members",
            path,
            "it has neither members nor shifts",
            "add members: [NAME, NAME]",
            *((*path, key) for key in ("members", "shifts")),
        )


def _check_overrides(path: KeyPath, rotation: Rotation) -> Findings:
    """Yield a finding for each override that is never, and for two at one time."""
    in_order = sorted(enumerate(rotation.overrides), key=lambda each: each[1].begins)
    for (_, before), (number, override) in pairwise(in_order):
        if override.begins < before.ends:
            what = f"it begins at {override.begins:%Y-%m-%d %H:%M}, before another ends"
            where = (*path, "overrides", number, "begins")
            yield finding("overrides-overlap", where, what, "let one end before the next begins")
    for number, override in in_order:
        if override.begins >= override.ends:
            what = "it ends before it begins"
            where = (*path, "overrides", number, "ends")
            yield finding("override-never", where, what, "let it end later", where[:-1])


def _unread(
    path: KeyPath, rotation: Rotation, beside: str, keys: tuple[str, ...], fix: str
) -> Findings:
    """Yield a finding for each of some keys that says nothing because of another."""
    for key in keys:
        if getattr(rotation, key) is not None and key in rotation.model_fields_set:
            what = f"{key} says nothing beside {beside}"
            yield finding("key-without-effect", (*path, key), what, f"{fix}, or remove it")


def _check_shift(path: KeyPath, shift: Shift, rotation: Rotation) -> Findings:
    if shift.days is not None and shift.hours_of_week:
        what = "days says nothing beside hours that name their own days"
        yield finding("key-without-effect", (*path, "days"), what, "remove it", (*path, "hours"))
    as_planned = shift_of(shift, rotation)
    yield from _check_turns(path, shift, as_planned.hand_offs)
    if skipped := on_call.skipped_turn(as_planned):
        begins, ends = (f"{each:%A %H:%M}" for each in skipped)
        yield finding(
            "turn-without-hours",
            (*path, "hand_off"),
            f"the turn from {begins} to {ends} has no hour of the shift: its member is passed over",
            "hand over on the days of the shift alone, as Monday-Friday 09:00",
            *((*path, key) for key in ("hours", "days", "turn", "members")),
        )


def _check_turns(path: KeyPath, part: Rotation | Shift, hand_offs: on_call.HandOffs) -> Findings:
    """Yield what is wrong with the length of turns."""
    old_name = part.shift if isinstance(part, Rotation) else None
    if part.turn and old_name:
        what = "it is the old name of turn"
        yield finding("key-without-effect", (*path, "shift"), what, "remove it", (*path, "turn"))
    # A day alone, or daily, is one hand-off from which turns are counted.
    several = len(part.hand_off or ()) > 1 or any("-" in each for each in part.hand_off or ())
    if (part.turn or old_name) and several:
        what = "several hand-offs say themselves how long turns are"
        fix = "remove it, or keep one hand_off from which turns are counted"
        where = (*path, "turn" if part.turn else "shift")
        yield finding("key-without-effect", where, what, fix, (*path, "hand_off"))
    elif hand_offs.shortest_turn < SHORTEST_TURN:
        shortest = format_duration(hand_offs.shortest_turn)
        what = f"a turn of {shortest} could vanish where clocks change"
        fix = f"keep {format_duration(SHORTEST_TURN)} or more from one hand-off to the next"
        yield finding("turn-too-short", (*path, "hand_off"), what, fix)


def _check_coverage(path: KeyPath, rotation: Rotation) -> Findings:
    """Yield a finding for time that nobody covers and nobody declares, or the reverse."""
    if rotation.otherwise is not None:
        if rotation.uncovered is not None:
            what = "uncovered says that nobody is on call where otherwise says who is"
            where = (*path, "uncovered")
            yield finding("contradiction", where, what, "keep one of them", (*path, "otherwise"))
        return
    shifts = rotation_of(rotation).shifts
    first = on_call.first_uncovered(shifts)
    keys = ("shifts", "time_zone", "otherwise", "uncovered")
    rests_on = tuple((*path, key) for key in keys)
    if first is None and rotation.uncovered is not None:
        what = "somebody is always on call"
        yield finding("never-uncovered", (*path, "uncovered"), what, "remove it", *rests_on)
    if first is not None and rotation.uncovered is None:
        what = f"nobody is on call from {shown_span(first, (shift.time_zone for shift in shifts))}"
        others = sum(1 for _ in on_call.uncovered(shifts, first[1], first[0] + _YEAR))
        fix = (
            "let a shift cover it, name who is on call with otherwise: NAME, or say why nobody is "
            "with uncovered: REASON"
        )
        more = f", and {others} more times in a year" if others else ""
        yield finding("uncovered-time", (*path, "shifts"), what + more, fix, *rests_on)
