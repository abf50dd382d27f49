"""How numbers and times stand in reports."""

from datetime import datetime, tzinfo

_UNITS = ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s"))
_PREFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"))
_FEW = 10


def shown_time(at: float, zone: tzinfo) -> str:
    """Return a time to the minute: `Mon 5 Jan 09:00`."""
    moment = datetime.fromtimestamp(at, zone)
    return f"{moment:%a} {moment.day} {moment:%b %H:%M}"


def shown_length(seconds: float) -> str:
    """Return a length of time in its two largest units: `2 d 3 h`, `1 h 5 min`, `20 s`."""
    left, parts = round(seconds), []
    for size, unit in _UNITS:
        if left >= size:
            parts.append(f"{left // size} {unit}")
            left %= size
        elif parts:
            break
    return " ".join(parts[:2]) or "0 min"


def shown_rate(number: float) -> str:
    """Return a number of things a week, with one decimal when it is small."""
    return f"{number:.0f}" if number >= _FEW or number == int(number) else f"{number:.1f}"


def shown_number(value: float) -> str:
    """Return a value of a metric, as short as it can be read: `52,000`, `3.22G`."""
    for factor, letter in _PREFIXES:
        if abs(value) >= factor:
            return f"{value / factor:.3g}{letter}"
    return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"  # noqa: PLR2004 - five digits
