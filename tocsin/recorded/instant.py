"""Times as they stand in recorded data, in seconds since 1970."""

from datetime import UTC, datetime
from functools import lru_cache

from tocsin.diagnostics import InvalidValueError

TIME_FORMS = "ISO 8601, as 2026-01-05T09:00:00Z, or seconds since 1970"
_EARLIEST = datetime(2009, 1, 1, tzinfo=UTC).timestamp()  # CloudWatch began in that year
_LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
_THOUSAND = 1000


@lru_cache(maxsize=1 << 17)  # a week of minutes many times; each time stands in many series
def parse_instant(written: str) -> tuple[float, bool]:
    """Return the seconds since 1970, and whether the text leaves its time zone open.

    A time without a zone is taken as UTC.

    Raises:
        InvalidValueError: It is neither ISO 8601 nor a number of seconds.
    """
    try:
        seconds = float(written)
    except ValueError:
        return _parsed_iso(written)
    return checked_instant(seconds), False


def _parsed_iso(written: str) -> tuple[float, bool]:
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError:
        raise InvalidValueError(f"{written!r:.60} is not a time", f"write {TIME_FORMS}") from None
    is_open = at.tzinfo is None
    return checked_instant((at.replace(tzinfo=UTC) if is_open else at).timestamp()), is_open


def checked_instant(seconds: float) -> float:
    """Return seconds since 1970 that CloudWatch can have data for.

    Raises:
        InvalidValueError: They lie outside of the years 2009 to 2100.
    """
    if _EARLIEST <= seconds <= _LATEST:
        return seconds
    if _EARLIEST <= seconds / _THOUSAND <= _LATEST:
        what = f"{seconds:.0f} looks like milliseconds"
        raise InvalidValueError(what, "write seconds since 1970")
    what = f"{seconds:g} s since 1970 is not a time of this century"
    raise InvalidValueError(what, f"write {TIME_FORMS}")


def shown_instant(seconds: float) -> str:
    """Return a time as it stands in messages: `2026-01-05 09:00:00Z`."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}Z"
