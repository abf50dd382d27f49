"""Lengths of time, written as `30s`, `5m`, `2h`, `30d` or `1w`."""

import re
from datetime import timedelta

from tocsin.diagnostics.problem import InvalidValueError
from tocsin.diagnostics.quoting import quoted

DURATION_PATTERN = r"^[1-9][0-9]{0,5}(s|m|h|d|w)$|^0[smhdw]?$"
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}


def parse_duration(text: object) -> timedelta:
    """Read a duration.

    Raises:
        InvalidValueError: The text is not a number followed by s, m, h, d or w.
    """
    if isinstance(text, timedelta):
        return text
    if text == 0 and not isinstance(text, bool):
        return timedelta(0)
    if not isinstance(text, str) or not re.fullmatch(DURATION_PATTERN, text):
        what = f"{quoted(text)} is not a duration"
        raise InvalidValueError(what, "write a number and a unit, as 30s, 5m, 2h, 30d or 1w")
    number, unit = (text[:-1], text[-1]) if text[-1] in _SECONDS else (text, "s")
    return timedelta(seconds=int(number or 0) * _SECONDS[unit])


def format_duration(duration: timedelta) -> str:
    """Write *duration* with the largest unit that divides it: 300 s → `5m`."""
    seconds = int(duration.total_seconds())
    for unit in ("w", "d", "h", "m"):
        if seconds and seconds % _SECONDS[unit] == 0:
            return f"{seconds // _SECONDS[unit]}{unit}"
    return f"{seconds}s"


def elapsed(seconds: float) -> str:
    """Write how long something took, in hours, minutes and seconds: `13m`, `1h5m`, `4m30s`."""
    whole = round(seconds)
    parts = ((whole // 3600, "h"), (whole % 3600 // 60, "m"), (whole % 60, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0m"
