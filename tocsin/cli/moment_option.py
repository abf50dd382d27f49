"""Moments as options of a command."""

from datetime import UTC, datetime, timedelta

from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import InvalidValueError, parse_duration, quoted

_YEARS = range(2000, 2100)


def read_moment(option: str, written: str, *, after: datetime | None = None) -> datetime:
    """Return a moment in UTC; a time without a zone is UTC.

    Args:
        option: Whose value it is.
        written: As it was given.
        after: What a length of time, as `8h`, is counted from; None where none is expected.

    Raises:
        typer.Exit: It is not a moment.
    """
    at = _instant(written)
    if at is None and after is not None:
        length = _length(written)
        at = None if length is None else after + length
    if at is None:
        what = f"{quoted(written)} is not a time of this century"
        fix = "write it as 2026-12-24T03:00+01:00, or 2026-12-24T03:00 for UTC"
        fix += ", or as 8h" if after is not None else ""
        raise refuse([about(option, "option/not-a-time", what, fix)])
    return at


def _instant(written: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    if at.year not in _YEARS:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _length(written: str) -> timedelta | None:
    try:
        return parse_duration(written.strip())
    except InvalidValueError:
        return None
