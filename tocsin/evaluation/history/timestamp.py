"""The form in which CloudWatch writes times into messages and reasons."""

from datetime import UTC, datetime


def cloudwatch_time(seconds: float) -> str:
    """Return seconds since 1970 as `2026-03-14T09:25:40.989+0000`."""
    stamp = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return stamp.replace("+00:00", "+0000")
