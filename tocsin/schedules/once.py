"""A single time: `at(2026-12-24T14:00)`."""

import re
from dataclasses import dataclass
from datetime import datetime

from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.schedules.cron import FIRST_YEAR, LAST_YEAR

ONCE_FORM = "yyyy-MM-ddThh:mm"
_PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_WITH_SECONDS = re.compile(rf"{_PATTERN.pattern}(:[0-9]{{2}})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Something that runs a single time.

    Attributes:
        expression: `at(...)` as written.
        local: When, in local time.
    """

    expression: str
    local: datetime


def read_once(body: str, *, may_have_seconds: bool = False) -> Once:
    """Read what stands in the brackets of `at(...)`.

    Args:
        body: The text.
        may_have_seconds: Whether seconds may stand behind the minutes.

    Raises:
        InvalidValueError: It does not have the form, there is no such time, or it is not of the
            years that a schedule can have.
    """
    if not (_WITH_SECONDS if may_have_seconds else _PATTERN).fullmatch(body):
        raise InvalidValueError(f"{quoted(body)} is not a time", f"write at({ONCE_FORM})")
    try:
        local = datetime.fromisoformat(body)
    except ValueError:
        what = f"{quoted(body)} does not exist"
        raise InvalidValueError(what, "write a date and time that exist") from None
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        # The years of AWS's cron: whatever else takes them, no clock or zone is known for them.
        what = f"{quoted(body)} is not a time of the years {FIRST_YEAR} to {LAST_YEAR}"
        raise InvalidValueError(what, "write a time that is still to come")
    return Once(expression=f"at({body})", local=local)
