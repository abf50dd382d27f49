"""How moments are written for programs."""

from datetime import UTC, datetime


def instant(at: float) -> str:
    """Return a moment as ISO 8601 in UTC: `2026-01-05T10:15:00Z`."""
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")
