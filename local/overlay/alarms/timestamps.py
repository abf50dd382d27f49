"""The form in which CloudWatch writes times into messages."""

from datetime import UTC, datetime


def cloudwatch_time(seconds: float) -> str:
    """A POSIX time as `2026-03-14T09:25:40.989+0000`."""
    at = datetime.fromtimestamp(seconds, UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}+0000"
