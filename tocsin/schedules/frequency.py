"""Whether a cron runs more often than a service takes."""

from datetime import date, timedelta
from itertools import pairwise

from tocsin.schedules.cron import FIRST_YEAR, Cron
from tocsin.schedules.gaps import Gap, shortest_gap
from tocsin.schedules.service import Service

_DAY = 24 * 60


def too_frequent(cron: Cron, service: Service) -> Gap | None:
    """Return the time between two runs that is too short for *service*; None if none is."""
    if service.at_least is None or _never_within(cron) >= service.at_least:
        return None
    found = shortest_gap(cron, since=date(FIRST_YEAR, 1, 1))
    return found if found is not None and found.length < service.at_least else None


def _never_within(cron: Cron) -> timedelta:
    """Return a time within which it never runs twice: as if it ran on every day."""
    times = (*cron.times, cron.times[0] + _DAY)
    return timedelta(minutes=min(later - earlier for earlier, later in pairwise(times)))
