"""When an alarm tells nobody because its metric has no events then."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from tocsin.viewpoint import QuietDate, QuietTime

_DAY = timedelta(days=1)
_MIDNIGHT = time()
_STEP = timedelta(minutes=5)
_WEEK = 7
_LEAP_YEAR = 2028


def lengthened(quiet: Sequence[QuietTime], by: timedelta) -> tuple[QuietTime, ...]:
    """Return quiet times that end later, when the periods of an alarm are filled again.

    Args:
        quiet: When no event is normal.
        by: How long after that an alarm may still see the silence; less than a day.
    """
    later = -(-by // _STEP) * _STEP
    return tuple(found for each in quiet for found in _lengthened(each, later))


def _lengthened(quiet: QuietTime, by: timedelta) -> Iterator[QuietTime]:
    if quiet.hours is None:
        yield quiet
        yield _next_morning(quiet, by)
        return
    begin, end = quiet.hours
    length = (_since_midnight(end) - _since_midnight(begin)) % _DAY or _DAY
    if length + by < _DAY:
        yield quiet.model_copy(update={"hours": (begin, _clock(_since_midnight(end) + by))})
    else:
        # It reaches its own begin: the rest is the time between them, on the day after.
        yield quiet
        yield quiet.model_copy(update={"hours": (end, begin)})


def _next_morning(quiet: QuietTime, by: timedelta) -> QuietTime:
    """Return the beginning of the days after the last of each run of quiet days."""
    hours = (_MIDNIGHT, _clock(by))
    if quiet.dates is not None:
        after = tuple(_next_date(each) for each in quiet.dates)
        kept = tuple(each for each in after if each not in quiet.dates) or after
        return quiet.model_copy(update={"hours": hours, "dates": kept})
    days = quiet.days or ()
    following = tuple((day + 1) % _WEEK for day in days if (day + 1) % _WEEK not in days)
    return quiet.model_copy(update={"hours": hours, "days": tuple(sorted(following))})


def _next_date(day: QuietDate) -> QuietDate:
    following = date(day.year or _LEAP_YEAR, day.month, day.day) + _DAY
    year = None if day.year is None else following.year
    return QuietDate(year=year, month=following.month, day=following.day)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def _clock(since_midnight: timedelta) -> time:
    return (datetime(2026, 1, 5) + since_midnight).time()  # noqa: DTZ001 - a clock on the wall
