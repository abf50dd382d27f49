"""A schedule that repeats from its creation on: `rate(5 minutes)`."""

import re
from dataclasses import dataclass
from datetime import timedelta

from tocsin.diagnostics import InvalidValueError, quoted

RATE_FORM = "rate(5 minutes)"
_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_PATTERN = re.compile(r"(?P<value>[0-9]+)\s+(?P<unit>[a-z]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Something that runs again and again, beginning when it is created.

    Attributes:
        expression: `rate(...)` as written.
        every: How long it takes from one run to the next.
    """

    expression: str
    every: timedelta


def read_rate(body: str, *, counts_strictly: bool = True) -> Rate:
    """Read what stands in the brackets of `rate(...)`.

    Args:
        body: The text.
        counts_strictly: Whether the unit has to be singular for 1 and plural for more.

    Raises:
        InvalidValueError: It does not have the form.
    """
    match = _PATTERN.fullmatch(body.strip())
    unit = match["unit"].removesuffix("s") if match else ""
    if match is None or unit not in _UNITS:
        what = f"{quoted(body)} is not a rate"
        raise InvalidValueError(what, f"write minutes, hours or days, as {RATE_FORM}")
    value = int(match["value"])
    if value == 0:
        raise InvalidValueError(f"{quoted(body)} is no time at all", "write 1 or more")
    is_plural = match["unit"] != unit
    if counts_strictly and is_plural is (value == 1):
        right = f"rate({value} {unit if value == 1 else f'{unit}s'})"
        raise InvalidValueError(f"rate({body}) has the wrong number of {unit}", f"write {right}")
    return Rate(expression=f"rate({body})", every=value * _UNITS[unit])
