"""When the clock of a scheduler has to run what tells a digest."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from tocsin.on_call.business_days import BusinessDays
from tocsin.on_call.wall_clock import moment

_DAYS: Final = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_FIRST: Final = date(2024, 1, 1)
_CYCLE: Final = 28
"""Years after which each date is on the same day of the week again, and clocks change as before."""


@dataclass(frozen=True, slots=True)
class DigestClock:
    """What a schedule of Amazon EventBridge Scheduler is set to.

    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html

    Attributes:
        expression: cron(...) of AWS.
        time_zone: Whose clocks that reads: an IANA name.
    """

    expression: str
    time_zone: str


def digest_clock(days: BusinessDays) -> DigestClock:
    """Return a clock that runs at the begin of each business day, and perhaps at other times.

    A scheduler passes over a time that clocks leave out, where the day begins when they leave it
    out. So the clock is set to that time, too, each day: whoever is run has to see whether the day
    has begun, and what has come since. It knows no holidays either.
    """
    times = _shown(days.begins, days.time_zone, days.days)
    minutes = ",".join(map(str, sorted({each.minute for each in times})))
    hours = ",".join(map(str, sorted({each.hour for each in times})))
    weekdays = ",".join(_DAYS[each] for each in days.days)
    return DigestClock(f"cron({minutes} {hours} ? * {weekdays} *)", days.time_zone)


@cache
def _shown(begins: time, time_zone: str, weekdays: tuple[int, ...]) -> frozenset[time]:
    """Return what clocks show when days begin: more than one time where they leave it out."""
    zone = ZoneInfo(time_zone)
    found = {begins}
    for number in range((_FIRST.replace(year=_FIRST.year + _CYCLE) - _FIRST).days):
        day = _FIRST + timedelta(days=number)
        if day.weekday() not in weekdays or not _leave_out(datetime.combine(day, begins), zone):
            continue
        shown = moment(datetime.combine(day, begins), zone).astimezone(zone)
        if shown.date() == day:
            found.add(shown.time())
    return frozenset(found)


def _leave_out(local: datetime, zone: ZoneInfo) -> bool:
    """Say whether clocks never show a time: Python has two readings of it, the later one first."""
    one, other = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    assert one is not None
    assert other is not None
    return one < other
