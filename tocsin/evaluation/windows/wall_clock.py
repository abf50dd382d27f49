"""Where minutes, hours, days and weeks begin in a time zone."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

import numpy as np

from tocsin.evaluation.array_types import Seconds

_HOUR: Final = 3600
_DAY: Final = 86_400
_WEEK: Final = 604_800
# 1970-01-01 was a Thursday; weeks begin on Monday.
_MONDAY: Final = 4 * _DAY
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


# Example: days in Berlin from 28 March 2026, 00:00 UTC, to 31 March, 00:00 UTC.
#
#   segments      until 29 March 01:00 UTC   from then on
#   UTC offset    one hour                   two hours
#   days begin    28 March 23:00 UTC         29 March 22:00 UTC, 30 March 22:00 UTC


def utc_offset(zone: tzinfo, at: int) -> int:
    """Return the seconds that local time is ahead of UTC."""
    # Not fromtimestamp: it fails outside the platform's range of times.
    offset = (_EPOCH + timedelta(seconds=at)).astimezone(zone).utcoffset()
    assert offset is not None
    return round(offset.total_seconds())


def period_starts(zone: tzinfo, period: int, start: int, end: int) -> Seconds:
    """Return the instants in [start, end] at which a local period begins.

    A period that a change of the clocks skips begins at the change. An hour that occurs twice
    begins twice; a midnight that occurs twice begins its day once.

    Args:
        zone: The time zone.
        period: 60, 300, 3600, 86,400 or 604,800 seconds.
        start: Seconds since 1970.
        end: Seconds since 1970.
    """
    anchor = _MONDAY if period == _WEEK else 0
    starts: list[Seconds] = []
    newest_label = None
    for begin, stop, offset in _segments(zone, start, end):
        first = -(-(begin + offset - anchor) // period) * period - offset + anchor
        found = np.arange(first, stop, period, dtype=np.int64)
        label = (begin + offset - anchor) // period
        if newest_label is not None and label > newest_label and (begin not in found[:1]):
            found = np.insert(found, 0, begin)
        if period >= _DAY and newest_label is not None:
            found = found[(found + offset - anchor) // period > newest_label]
        newest_label = max((stop - 1 + offset - anchor) // period, newest_label or label)
        starts.append(found)
    return np.concatenate(starts)


def _segments(zone: tzinfo, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return stretches [begin, stop) of one UTC offset that cover [start, end]."""
    segments, begin, offset, at = [], start, utc_offset(zone, start), start
    while at <= end:
        following = min(at + _HOUR, end + 1)
        if (changed := utc_offset(zone, following)) != offset:
            stop = _change(zone, at, following, offset)
            segments.append((begin, stop, offset))
            begin, offset = stop, changed
        at = following
    segments.append((begin, end + 1, offset))
    return segments


def _change(zone: tzinfo, before: int, after: int, offset: int) -> int:
    """Return the first second in (before, after] whose UTC offset is another."""
    while after - before > 1:
        middle = (before + after) // 2
        if utc_offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after
