"""Rules for how long the window of an alarm may be, and for its warm-up."""

import re
from typing import Final

from tocsin.evaluation import math
from tocsin.evaluation.alarm import WALL_CLOCK_PERIODS, MetricAlarm, PropertyReader, WallClockWindow

_HOUR: Final = 3600
_DAY: Final = 86_400
_WEEK: Final = 604_800
_INSIGHTS_LIMIT: Final = 3 * _HOUR
_MAXIMUM_WARM_UP: Final = 2880
_LAMBDA: Final = re.compile(r"\bLAMBDA\s*\(")


def check_window(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Check period times evaluation periods, and the periods of wall-clock windows."""
    seconds = alarm.period * alarm.evaluation_periods
    limit = _WEEK if alarm.period >= _HOUR else _DAY
    if seconds > limit:
        of = "from one hour" if alarm.period >= _HOUR else "below one hour"
        allowed = f"period times evaluation periods up to {limit} s for periods {of}"
        reader.fault("EvaluationPeriods", f"{allowed}, found {seconds} s", "shorten the window")
    expressions = [query.expression for query in alarm.queries if query.expression is not None]
    if any(map(_LAMBDA.search, expressions)) and seconds > _DAY:
        allowed = f"up to {_DAY} s on a Lambda data source, found {seconds} s"
        reader.fault("EvaluationPeriods", allowed, "shorten the window")
    is_wall_clock = isinstance(alarm.window, WallClockWindow)
    if is_wall_clock and alarm.period not in WALL_CLOCK_PERIODS:
        periods = ", ".join(f"{period} s" for period in WALL_CLOCK_PERIODS)
        allowed = f"with a period of {periods}, found {alarm.period} s"
        reader.fault("EvaluationWindow", allowed, "change the period, or use SlidingWindow")
    if any(map(math.is_insights, expressions)):
        _check_insights(reader, alarm, is_wall_clock=is_wall_clock)


def check_warm_up(reader: PropertyReader) -> None:
    """Check the length of the warm-up."""
    configuration = reader.mapping("WarmUpConfiguration")
    if configuration is None:
        return
    name = "WarmUpPeriodDurationInMinutes"
    minutes = configuration.integer(name)
    if minutes is not None and not 1 <= minutes <= _MAXIMUM_WARM_UP:
        configuration.fault(name, f"1 to {_MAXIMUM_WARM_UP} minutes", "choose one of these")


def _check_insights(reader: PropertyReader, alarm: MetricAlarm, *, is_wall_clock: bool) -> None:
    # A wall-clock window also queries the period that is not complete yet.
    periods = alarm.evaluation_periods + (1 if is_wall_clock else 0)
    seconds = alarm.period * periods
    if seconds > _INSIGHTS_LIMIT:
        allowed = f"up to {_INSIGHTS_LIMIT} s on a Metrics Insights query, found {seconds} s"
        reader.fault("EvaluationPeriods", allowed, "shorten the window")
