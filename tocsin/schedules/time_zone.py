"""Time zones, and when their clocks change."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tocsin.diagnostics import InvalidValueError, quoted

SkippedTimes = Literal["dropped", "moved"]
"""What becomes of a local time that a change of clocks skips: no run, or one as much later.

A time that comes twice is taken once, the first time.
"""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STRIDE = timedelta(days=7).total_seconds()
"""No zone changes its clocks forth and back within a week."""


def read_time_zone(name: str) -> ZoneInfo:
    """Return the time zone of that name.

    Raises:
        InvalidValueError: There is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        what = f"{quoted(name)} is not a time zone"
        raise InvalidValueError(what, "use a name of the IANA database, as Europe/Berlin") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of clocks.

    Attributes:
        at: When, in seconds since 1970 (UTC).
        before: The offset from UTC until then, in seconds.
        after: The offset from then on.
    """

    at: int
    before: int
    after: int

    def earlier(self, seconds: int) -> "Change":
        """Return the same change, earlier."""
        return Change(at=self.at - seconds, before=self.before, after=self.after)


@lru_cache(maxsize=64)
def changes(zone: tzinfo, start: int, end: int) -> tuple[Change, ...]:
    """Return the changes of clocks between two times in seconds since 1970, ascending."""
    found: list[Change] = []
    if isinstance(zone, timezone):
        return ()
    at, offset = start, offset_at(zone, start)
    while at < end:
        following = min(end, at + int(_STRIDE))
        now = offset_at(zone, following)
        if now != offset:
            found.append(_change(zone, at, following))
        at, offset = following, now
    return tuple(found)


def instant_of(local: int, near: tuple[Change, ...], skipped: SkippedTimes) -> int | None:
    """Return when a local time is, if it is at all; the first time if it comes twice.

    Args:
        local: The time as clocks show it, in seconds as if they were in UTC.
        near: The changes of clocks around it, ascending; at least one.
        skipped: What becomes of times that a change of clocks skips.
    """
    for change in near:
        if local - change.before < change.at:
            return local - change.before
        if local - change.after < change.at:
            return None if skipped == "dropped" else local - change.before
    return local - near[-1].after


def offset_at(zone: tzinfo, second: int) -> int:
    """Return the offset from UTC at a time in seconds since 1970."""
    moment = (EPOCH + timedelta(seconds=second)).astimezone(zone)
    offset = moment.utcoffset()
    assert offset is not None, "a moment in a zone has an offset"
    return int(offset.total_seconds())


def _change(zone: tzinfo, start: int, end: int) -> Change:
    """Return the change between two times of different offsets."""
    before, after = offset_at(zone, start), offset_at(zone, end)
    while end - start > 1:
        middle = (start + end) // 2
        if offset_at(zone, middle) == before:
            start = middle
        else:
            end = middle
    return Change(at=end, before=before, after=after)
