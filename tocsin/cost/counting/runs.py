"""How often a schedule runs in a month."""

from datetime import UTC, datetime
from functools import lru_cache

from tocsin.diagnostics import InvalidValueError
from tocsin.schedules import Once, Rate, Service, Timetable, read_any_schedule, read_time_zone

HOURS = 730
"""A month, as AWS reckons prices."""

_MONTHS = 12
_BEGIN = datetime(2027, 1, 1, tzinfo=UTC)
_END = datetime(2028, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=256)
def runs_a_month(expression: str, service: Service, zone: str = "UTC") -> float | None:
    """Return how often a schedule runs in a month, over a year; None if it cannot be read."""
    try:
        schedule = read_any_schedule(expression, service)
        clocks = read_time_zone(zone)
    except InvalidValueError:
        return None
    match schedule:
        case Rate():
            return HOURS * 3_600 / schedule.every.total_seconds()
        case Once():
            return 0.0
    timetable = Timetable(schedule=schedule, zone=clocks)
    return sum(1 for _ in timetable.seconds(_BEGIN, _END)) / _MONTHS
