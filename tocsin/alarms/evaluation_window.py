"""The evaluation window of an alarm: sliding, or aligned to the wall clock.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html
"""

import re
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tocsin.diagnostics import InvalidValueError, quoted

WALL_CLOCK_PERIODS: Final = (60, 300, 3600, 86_400, 604_800)
_TIME_ZONE_FORMS: Final = (
    "an IANA zone such as Europe/Berlin, Z, ±hh:mm or UTC±hh:mm in steps of five minutes"
)
_OFFSET: Final = re.compile(r"(?:UTC)?([+-])(\d{2}):(\d{2})")
_MAXIMUM_OFFSET: Final = timedelta(hours=14)
_OFFSET_STEP: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlidingWindow:
    """Slots end at the minute of the evaluation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallClockWindow:
    """Slots are completed minutes, hours, days or weeks (from Monday) of a time zone."""

    time_zone: str = "UTC"


EvaluationWindow = SlidingWindow | WallClockWindow


def parse_time_zone(text: str) -> tzinfo:
    """Return the time zone that ``Timezone`` of a wall-clock window names.

    Raises:
        InvalidValueError: The text is neither an IANA zone nor an offset CloudWatch takes.
    """
    if text in {"Z", "UTC"}:
        return UTC
    if match := _OFFSET.fullmatch(text):
        return _fixed_offset(text, match[1], int(match[2]), int(match[3]))
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _not_a_zone(text) from None


def _fixed_offset(text: str, sign: str, hours: int, minutes: int) -> tzinfo:
    offset = timedelta(hours=hours, minutes=minutes)
    too_large = offset > _MAXIMUM_OFFSET or minutes >= 60  # noqa: PLR2004 -- minutes of an hour
    if too_large or offset % _OFFSET_STEP:
        raise _not_a_zone(text)
    return timezone(-offset if sign == "-" else offset)


def _not_a_zone(text: str) -> InvalidValueError:
    return InvalidValueError(f"{quoted(text)} is not a time zone", f"use {_TIME_ZONE_FORMS}")
