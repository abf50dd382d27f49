"""Who is on call, as people and as programs read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from rich.table import Table

from tocsin.on_call import Absences, Rotation, Stretch, stretches
from tocsin.viewpoint import Viewpoint, absences_of, rotations_of

NO_ROTATIONS = "There are no rotations: whoever a policy names is always told."

_HORIZONS = (8, 60, 400)
"""Days in which the next change of person is looked for: most come soon, and some never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall:
    """Who is on call in a rotation.

    Attributes:
        rotation: Its name.
        zone: In which its times are shown.
        uncovered: Why nobody is on call at times; empty if that does not happen.
        now: Who is, and until when.
        then: Who takes over; None if nobody ever does.
        turns: Who is on call over the days that are asked for.
    """

    rotation: str
    zone: ZoneInfo
    uncovered: str
    now: Stretch
    then: Stretch | None
    turns: tuple[Stretch, ...]


def who_is_on_call(
    viewpoint: Viewpoint, names: Iterable[str], at: datetime, end: datetime
) -> Iterator[OnCall]:
    """Yield who is on call in some rotations, at a moment and from then on to a later one."""
    rotations, absences = rotations_of(viewpoint), absences_of(viewpoint)
    for name in names:
        now, then = _now_and_then(name, rotations, at, absences)
        yield OnCall(
            rotation=name,
            zone=ZoneInfo(viewpoint.on_call[name].own_time_zone),
            uncovered=viewpoint.on_call[name].uncovered or "",
            now=now,
            then=then,
            turns=tuple(stretches(name, rotations, at, end, absences)),
        )


def _now_and_then(
    name: str, rotations: Mapping[str, Rotation], at: datetime, absences: Absences
) -> tuple[Stretch, Stretch | None]:
    for days in _HORIZONS:
        end = at + timedelta(days=days)
        now, *later = islice(stretches(name, rotations, at, end, absences), 2)
        if later:
            return now, later[0]
    return now, None


def now_table(found: Sequence[OnCall], at: datetime) -> Table:
    """Return who is on call now, until when, and who takes over."""
    columns = ("rotation", "on call", "until", "UTC", "then")
    table = _table(f"On call at {_utc(at)} UTC", *columns)
    for each in found:
        ends = None if each.then is None else each.now.ends
        table.add_row(
            each.rotation,
            _people(each.now.contacts),
            "always" if ends is None else _local(ends, each.zone),
            "" if ends is None else _utc(ends),
            "" if each.then is None else _people(each.then.contacts),
        )
    reasons = [f"{each.rotation}: {each.uncovered}" for each in found if each.uncovered]
    table.caption = "\n".join(reasons) or None
    return table


def turns_table(found: OnCall) -> Table:
    """Return who is on call in a rotation over some days."""
    table = _table(f"{found.rotation} ({found.zone})", "from", "to", "from, UTC", "on call")
    for turn in found.turns:
        # The last one goes on when the days that are asked for are over.
        ends = "later" if turn == found.turns[-1] else _local(turn.ends, found.zone)
        begins = _local(turn.begins, found.zone)
        table.add_row(begins, ends, _utc(turn.begins), _people(turn.contacts))
    return table


def on_call_data(found: Sequence[OnCall], at: datetime) -> dict[str, Any]:
    """Return the same for programs: times are ISO 8601 in the time zone of each rotation."""
    return {"at": at.isoformat(), "rotations": {each.rotation: _data(each) for each in found}}


def _data(found: OnCall) -> dict[str, Any]:
    ends = None if found.then is None else found.now.ends.astimezone(found.zone).isoformat()
    return {
        "time_zone": str(found.zone),
        "on_call": list(found.now.contacts),
        "until": ends,
        "then": None if found.then is None else list(found.then.contacts),
        "uncovered": found.uncovered or None,
        "turns": [
            {
                "begins": turn.begins.astimezone(found.zone).isoformat(),
                "ends": turn.ends.astimezone(found.zone).isoformat(),
                "on_call": list(turn.contacts),
            }
            for turn in found.turns
        ],
    }


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", caption_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _people(contacts: Sequence[str]) -> str:
    return ", ".join(contacts) or "nobody"


def _local(at: datetime, zone: ZoneInfo) -> str:
    """Write a moment on the wall; the offset tells two equal times apart where clocks go back."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.isoformat(sep=' ', timespec='minutes')}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"
