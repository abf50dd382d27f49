"""How many in how much time, written as `10 an hour`."""

import re
from dataclasses import dataclass
from typing import Final

from tocsin.diagnostics import InvalidValueError, number_text, quoted

YEAR: Final = 365.25 * 86_400
"""Seconds."""
MONTH: Final = YEAR / 12
"""Seconds of a month on average."""

_SECONDS: Final = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3_600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": MONTH,
    "year": YEAR,
}

_PATTERN = (
    r"^(?P<count>[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,12}(\.[0-9]{1,6})?) +(an?|per) +(?P<unit>"
    + "|".join(_SECONDS)
    + r")$"
)
RATE_PATTERN = re.sub(r"\?P<[a-z]+>", "", _PATTERN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many events come in how much time, on average.

    Attributes:
        count: How many.
        unit: In which time: `second`, `minute`, … `year`.
    """

    count: float
    unit: str

    @property
    def per_second(self) -> float:
        """How many in a second."""
        return self.count / _SECONDS[self.unit]

    def __str__(self) -> str:
        """Write the rate as it is read."""
        article = "an" if self.unit == "hour" else "a"
        return f"{number_text(self.count)} {article} {self.unit}"


def parse_rate(text: object) -> Rate:
    """Read `10 an hour`, `1,200 a day` or `1 per year`.

    Raises:
        InvalidValueError: The text has another form, or nothing ever comes.
    """
    match = re.fullmatch(_PATTERN, text.strip()) if isinstance(text, str) else None
    if match is None:
        what = f"{quoted(text)} does not say how many come in which time"
        raise InvalidValueError(what, "write a number and a time, as '10 an hour' or '1 a year'")
    rate = Rate(count=float(match["count"].replace(",", "")), unit=match["unit"])
    if not rate.count:
        fix = "write how many are usual; times without any are quiet times"
        raise InvalidValueError(f"{quoted(text)} is nothing at all", fix)
    return rate
