"""Whether a cron runs more often than a service takes."""

from datetime import date

from tocsin.schedules.cron import FIRST_YEAR, Cron
from tocsin.schedules.gaps import Gap, shortest_gap
from tocsin.schedules.service import Service


def too_frequent(cron: Cron, service: Service) -> Gap | None:
    """Return the time between two runs that is too short for *service*; None if none is."""
    if service.at_least is None:
        return None
    found = shortest_gap(cron, since=date(FIRST_YEAR, 1, 1))
    return found if found is not None and found.length < service.at_least else None
