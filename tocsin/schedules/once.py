"""A single time: `at(2026-12-24T14:00)`."""

import re
from dataclasses import dataclass
from datetime import datetime

from tocsin.diagnostics import InvalidValueError, quoted

MINUTES_FORM = "yyyy-MM-ddThh:mm"
SECONDS_FORM = "yyyy-MM-ddThh:mm:ss"
_PATTERNS = {
    MINUTES_FORM: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"),
    SECONDS_FORM: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Something that runs a single time.

    Attributes:
        expression: `at(...)` as written.
        local: When, in local time.
    """

    expression: str
    local: datetime


def read_once(body: str, form: str) -> Once:
    """Read what stands in the brackets of `at(...)`.

    Raises:
        InvalidValueError: It does not have the form, or there is no such time.
    """
    if not _PATTERNS[form].fullmatch(body):
        raise InvalidValueError(f"{quoted(body)} is not a time", f"write at({form})")
    try:
        return Once(expression=f"at({body})", local=datetime.fromisoformat(body))
    except ValueError:
        what = f"{quoted(body)} does not exist"
        raise InvalidValueError(what, "write a date and time that exist") from None
