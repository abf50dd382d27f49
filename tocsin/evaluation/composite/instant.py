"""Points in time: numbers (seconds) or datetimes, whichever the caller uses throughout."""

from datetime import datetime, timedelta
from typing import TypeVar

Instant = TypeVar("Instant", float, datetime)


def later(instant: Instant, seconds: float) -> Instant:
    """Return the instant that many seconds later."""
    if isinstance(instant, datetime):
        return instant + timedelta(seconds=seconds)
    return instant + seconds
