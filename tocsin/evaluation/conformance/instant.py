"""Times in cases: ISO 8601, a time of day, or seconds since 1970."""

import re
from datetime import UTC, datetime
from typing import Final

from tocsin.evaluation.conformance.case import MalformedCaseError, is_number

# Any Monday does for cases that give only a time of day.
SOME_MIDNIGHT: Final = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
# The year 5138; later times fit no calendar that this uses.
_LATEST: Final = 1e11
_TIME_OF_DAY: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?Z?")


def instant(value: object, *, midnight: float = SOME_MIDNIGHT) -> float:
    """Return seconds since 1970; a time of day is one of the day that begins at ``midnight``.

    Raises:
        MalformedCaseError: The value is none of the three forms.
    """
    if is_number(value, _LATEST):
        return float(value)
    text = str(value)
    if match := _TIME_OF_DAY.fullmatch(text):
        return midnight + int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3] or 0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = f"malformed case: {value!r} is not a time; use 2026-01-05T14:07:30Z or 14:07"
        raise MalformedCaseError(message) from None
    return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()


def written(seconds: float) -> str:
    """Write a time for a report."""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
