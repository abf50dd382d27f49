"""Rules for how long the window of an alarm may be, and for its warm-up."""

import re
from typing import Final

from tocsin import metric_math
from tocsin.alarms.evaluation_window import WALL_CLOCK_PERIODS, WallClockWindow
from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import one_of

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
        what = f"period times evaluation periods is {seconds} s"
        of = "of at least one hour" if alarm.period >= _HOUR else "below one hour"
        fix = f"shorten it to {limit} s, which periods {of} may have"
        reader.report("EvaluationPeriods", "window", what, fix)
    expressions = [query.expression for query in alarm.queries if query.expression is not None]
    if any(map(_LAMBDA.search, expressions)) and seconds > _DAY:
        what = f"the window is {seconds} s"
        fix = f"shorten it to {_DAY} s, which a Lambda data source may have"
        reader.report("EvaluationPeriods", "window", what, fix)
    is_wall_clock = isinstance(alarm.window, WallClockWindow)
    if is_wall_clock and alarm.period not in WALL_CLOCK_PERIODS:
        what = f"a wall-clock window does not go with a period of {alarm.period} s"
        periods = tuple(f"{period} s" for period in WALL_CLOCK_PERIODS)
        fix = f"use a period of {one_of(periods)}, or SlidingWindow"
        reader.report("EvaluationWindow", "period", what, fix)
    if any(map(metric_math.is_insights, expressions)):
        _check_insights(reader, alarm, is_wall_clock=is_wall_clock)


def check_warm_up(reader: PropertyReader) -> None:
    """Check the length of the warm-up."""
    configuration = reader.mapping("WarmUpConfiguration")
    if configuration is None:
        return
    name = "WarmUpPeriodDurationInMinutes"
    minutes = configuration.integer(name)
    if minutes is not None and not 1 <= minutes <= _MAXIMUM_WARM_UP:
        what = f"{minutes} minutes is out of range"
        configuration.report(name, "out-of-range", what, f"use 1 to {_MAXIMUM_WARM_UP} minutes")


def _check_insights(reader: PropertyReader, alarm: MetricAlarm, *, is_wall_clock: bool) -> None:
    # A wall-clock window also queries the period that is not complete yet.
    periods = alarm.evaluation_periods + (1 if is_wall_clock else 0)
    seconds = alarm.period * periods
    if seconds > _INSIGHTS_LIMIT:
        what = f"a Metrics Insights query reads {seconds} s"
        fix = f"shorten the window, so that it reads at most {_INSIGHTS_LIMIT} s"
        reader.report("EvaluationPeriods", "window", what, fix)
