"""How often alarms alert people: a week, by severity, by hour of the day and by day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

from tocsin.on_call import SEVERITIES, Severity

HOURS = range(24)
NO_SEVERITY = "none"
SEVERITY_NAMES = (*SEVERITIES, NO_SEVERITY)

TimedAlert = tuple[float, Severity | None]
"""When an alert went out, in seconds since 1970, and how urgent it was."""


def severity_name(severity: Severity | None) -> str:
    """Return the name of a severity, `none` for an alarm without one."""
    return severity or NO_SEVERITY


def severity_words(name: str) -> str:
    """Return the name of a severity as people read it."""
    return "no severity" if name == NO_SEVERITY else name


def by_severity(alerts: Iterable[TimedAlert]) -> Mapping[str, int]:
    """Return the number of alerts of each severity, the most urgent first."""
    counts = Counter(severity_name(severity) for _, severity in alerts)
    return {name: counts[name] for name in SEVERITY_NAMES}


def by_hour(alerts: Iterable[TimedAlert], zone: tzinfo = UTC) -> tuple[Mapping[str, int], ...]:
    """Return the number of alerts of each severity for each of the 24 hours of the day."""
    counts = Counter(
        (datetime.fromtimestamp(at, zone).hour, severity_name(severity)) for at, severity in alerts
    )
    return tuple({name: counts[hour, name] for name in SEVERITY_NAMES} for hour in HOURS)


def by_day(
    alerts: Iterable[TimedAlert], start: float, end: float, zone: tzinfo = UTC
) -> Mapping[date, Mapping[str, int]]:
    """Return the number of alerts of each severity for each day between two times."""
    counts = Counter(
        (datetime.fromtimestamp(at, zone).date(), severity_name(severity))
        for at, severity in alerts
    )
    first = datetime.fromtimestamp(start, zone).date()
    last = datetime.fromtimestamp(max(start, end - 1), zone).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: {name: counts[day, name] for name in SEVERITY_NAMES} for day in days}
