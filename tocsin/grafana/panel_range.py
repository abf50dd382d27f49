"""How far a panel looks back, where that is not what its dashboard does."""

_UNITS = {"d": 86_400, "h": 3_600, "m": 60}


def look_back(seconds: int) -> str:
    """Return a length of time as Grafana reads and shows it: `30d` is said as 30 days."""
    for unit, length in _UNITS.items():
        if seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"
