"""How long a mute window lasts: an ISO 8601 duration from PT1M to P15D."""

import re
from datetime import timedelta

from tocsin.diagnostics import InvalidValueError, quoted

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=15)
_MAXIMUM_LENGTH = 50
_DURATION = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


def parse_duration(text: str) -> timedelta:
    """Read an ISO 8601 duration of weeks, days, hours, minutes and seconds.

    Raises:
        InvalidValueError: It is not one, or is shorter than PT1M or longer than P15D.
    """
    match = _DURATION.fullmatch(text) if len(text) <= _MAXIMUM_LENGTH else None
    if match is None:
        what = f"{quoted(text)} is not an ISO 8601 duration"
        raise InvalidValueError(what, "write one such as PT4H or P2DT12H")
    try:
        parts = {unit: int(count) for unit, count in match.groupdict(default="0").items()}
        duration = timedelta(**parts)
    except OverflowError:
        duration = timedelta.max
    if not SHORTEST <= duration <= LONGEST:
        what = f"{quoted(text)} is too short or too long"
        raise InvalidValueError(what, "use PT1M (one minute) to P15D (15 days)")
    return duration
