"""From the clock on the wall to the one moment that it means."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def moment(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment, in UTC, at which clocks in *zone* show *local* or a later time.

    A time that they show twice is the first of the two, and a time that they leave out is the
    moment at which they leave it out. So what comes later on the wall never comes earlier, and
    who takes turns by these moments neither flips back nor goes missing.

    Args:
        local: A time on the wall, without a time zone.
        zone: Where the wall is.
    """
    found = local.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local:
        return found
    # Python reads a time that is left out by the clock before (fold=0), which is too late by up
    # to the length of the gap, or by the clock after (fold=1), which is too early.
    return change(local.replace(tzinfo=zone, fold=1).astimezone(UTC), found, zone)


def change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return when clocks in *zone* change between two moments in UTC, to the second.

    They change once between them; if they do not, it is the later one.
    """
    offset = before.astimezone(zone).utcoffset()
    seconds = bisect_left(
        range((after - before) // _SECOND),
        True,  # noqa: FBT003 - what the key is compared with
        key=lambda second: (before + second * _SECOND).astimezone(zone).utcoffset() != offset,
    )
    return before + seconds * _SECOND
