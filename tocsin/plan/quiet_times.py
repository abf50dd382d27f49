"""Quiet times of a viewpoint as mute rules, and alarms that would be quiet together."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import combinations, groupby
from typing import Any

from tocsin.diagnostics import KeyPath
from tocsin.plan.specs import EVERY_DAY, AlarmSpec, QuietSpec, shortened
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import (
    Alarm,
    AlarmOverride,
    Off,
    QuietDate,
    QuietTime,
    RecommendedAlarm,
    Service,
    slug,
)

LONGEST_RULE_NAME = 255
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html"""

_MOST_DAYS = 15
"""Of one window: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html"""

_DAY = timedelta(days=1)
_MIDNIGHT = time()
_WEEK = len(EVERY_DAY)
_FIRST_DAY = date(2028, 1, 1)
_YEAR = tuple(_FIRST_DAY + timedelta(days=number) for number in range(366))
"""The days on which times that come again are compared: a year with a 29 February."""


def quiet_specs(alarm: str, quiet: Sequence[QuietTime]) -> tuple[QuietSpec, ...]:
    """Return the mute rules of the alarm called *alarm*."""
    return mute_rules(f"{alarm}-quiet", quiet)


def mute_rules(name: str, times: Sequence[QuietTime]) -> tuple[QuietSpec, ...]:
    """Return the mute rules for some times: the first is called *name*, others have a number."""
    found = [(each, windows) for each in times for windows in _windows(each)]
    return tuple(
        QuietSpec(
            rule=shortened(name if number == 1 else f"{name}-{number}", LONGEST_RULE_NAME),
            time_zone=each.time_zone,
            text=str(each),
            because=each.because or "",
            **windows,
        )
        for number, (each, windows) in enumerate(found, 1)
    )


def _windows(quiet: QuietTime) -> Iterator[Mapping[str, Any]]:
    """Yield begin, duration and days of each rule that *quiet* needs."""
    begin, end = quiet.hours or (_MIDNIGHT, _MIDNIGHT)
    length = (_since_midnight(end) - _since_midnight(begin)) % _DAY or _DAY
    if quiet.dates is not None:
        for dates, days in _together(quiet.dates, whole_days=quiet.hours is None):
            yield {"begin": begin, "duration": length * days, "dates": dates}
    elif quiet.hours is None:
        # Days in a row are one window, so that clocks that change within it open no gap.
        for weekday, days in _runs(quiet.days or ()):
            yield {"begin": begin, "duration": _DAY * days, "weekdays": (weekday,)}
    else:
        yield {"begin": begin, "duration": length, "weekdays": quiet.days or EVERY_DAY}


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def _runs(weekdays: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first day and the number of days of each run, also over the end of the week."""
    for weekday in weekdays:
        if (weekday - 1) % _WEEK not in weekdays:
            days = 1
            while (weekday + days) % _WEEK in weekdays:
                days += 1
            yield weekday, days


def _together(
    dates: Sequence[QuietDate], *, whole_days: bool
) -> Iterator[tuple[tuple[QuietDate, ...], int]]:
    """Yield dates that one rule can name, and how many days each of its windows lasts."""
    yearly = sorted({each for each in dates if each.year is None}, key=_month_and_day)
    for _, of_month in groupby(yearly, key=lambda each: each.month):
        yield tuple(of_month), 1
    single = sorted({date(each.year, each.month, each.day) for each in dates if each.year})
    while single:
        first, days = single.pop(0), 1
        while whole_days and days < _MOST_DAYS and single[:1] == [first + days * _DAY]:
            single.pop(0)
            days += 1
        yield (QuietDate(year=first.year, month=first.month, day=first.day),), days


def _month_and_day(day: QuietDate) -> tuple[int, int]:
    return day.month, day.day


def check_quiet_together(context: StageContext, alarms: Sequence[AlarmSpec]) -> None:
    """Report alarms that notice the same and are quiet at the same time: nobody would know."""
    alike: dict[Hashable, list[AlarmSpec]] = {}
    for alarm in alarms:
        if alarm.quiet:
            alike.setdefault(_noticed(alarm), []).append(alarm)
    for group in alike.values():
        for alarm, other in combinations(group, 2):
            moment = _first_together(alarm.quiet, other.quiet)
            if moment is not None and not _may_be(alarm, other):
                context.report(
                    "quiet-together",
                    _key_path(context, other),
                    f"{alarm.name} and {other.name} notice the same, and neither tells anybody at "
                    f"{moment:%H:%M} UTC on {moment:%Y-%m-%d}",
                    "leave one of them awake, or give them times that do not overlap",
                )


def _may_be(alarm: AlarmSpec, other: AlarmSpec) -> bool:
    """Tell whether both may be quiet at once.

    The thresholds of one record are one alarm for people, and where a metric is said to have no
    events there is nothing to notice.
    """
    is_normal = alarm.is_normally_quiet and other.is_normally_quiet
    return alarm.record == other.record or is_normal


def _noticed(alarm: AlarmSpec) -> Hashable:
    """Return what an alarm watches, by whichever statistic, and in which direction."""
    metrics = (
        (each.id, each.namespace, each.name, each.dimensions) for each in alarm.series.metrics
    )
    direction = alarm.comparison.split("Than")[0]
    return alarm.region, alarm.series.expression, tuple(metrics), direction


def _key_path(context: StageContext, alarm: AlarmSpec) -> KeyPath:
    """Return where the quiet times of *alarm* stand."""
    service, stage = context.viewpoint.services[alarm.service], context.stage_name
    changes: Alarm | RecommendedAlarm | Off | None
    if alarm.resource is not None:
        own = alarm.record.removeprefix(f"{slug(alarm.service)}-{slug(alarm.resource)}-")
        path: KeyPath = ("services", alarm.service, "resources", alarm.resource, "alarms", own)
        changes = service.resources[alarm.resource].alarms.get(own)
    else:
        path = own_record(service, alarm)
        changes = service.alarms[str(path[-1])]
    of_stage = None if changes is None or changes == "off" else changes.stages.get(stage)
    is_of_stage = isinstance(of_stage, AlarmOverride) and of_stage.quiet is not None
    return (*path, "stages", stage, "quiet") if is_of_stage else (*path, "quiet")


def own_record(service: Service, alarm: AlarmSpec) -> KeyPath:
    """Return where the record of an alarm on a metric of *service* stands."""
    stems = {f"{slug(alarm.service)}-{slug(name)}": name for name in service.alarms}
    return "services", alarm.service, "alarms", stems[alarm.record]


def _first_together(quiet: Sequence[QuietSpec], others: Sequence[QuietSpec]) -> datetime | None:
    """Return when both are quiet for the first time: in a year, or on days that are named."""
    days = sorted({*_YEAR, *_named_days([*quiet, *others])})
    mine = [window for each in quiet for window in each.on(days)]
    theirs = [window for each in others for window in each.on(days)]
    both = ((max(one[0], two[0]), min(one[1], two[1])) for one in mine for two in theirs)
    return min((begin for begin, end in both if begin < end), default=None)


def _named_days(quiet: Sequence[QuietSpec]) -> Iterator[date]:
    """Yield the days that are named with their year, and those whose windows may reach them."""
    reach = max(each.duration for each in quiet).days + 1
    for each in quiet:
        for day in each.dates or ():
            if day.year is not None:
                named = date(day.year, day.month, day.day)
                yield from (named + number * _DAY for number in range(-reach, reach + 1))
