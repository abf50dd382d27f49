"""Thresholds that decide nothing, in words: whatever happens breaches, or nothing does."""

from dataclasses import dataclass
from math import isinf
from typing import Final, Literal

from tocsin.alarms.crossing import Crossing
from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.algebra import Interval
from tocsin.diagnostics import number_text, quoted

_ROUNDING: Final = 1e-6
"""A range so narrow is a fraction that no number of a computer is, as a third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleThreshold:
    """A threshold that decides nothing.

    Attributes:
        fires: Whether the alarm always fires, or never does.
        what: What is wrong.
        fix: What to change.
    """

    fires: Literal["always", "never"]
    what: str
    fix: str


def idle_threshold(alarm: MetricAlarm, found: Crossing) -> IdleThreshold | None:
    """Return why a threshold decides nothing; None where it decides something.

    A datapoint that always breaches is how to alarm on any event, and silence that does is how to
    alarm on none: only the two together, or neither, have no use.
    """
    if found.never_fires(alarm):
        what = f"{_shown(alarm, found)}{_none_breaches(alarm, found)}: the alarm never fires"
        fix = "change the threshold, or write breaching if silence is what it is for"
        return IdleThreshold(fires="never", what=what, fix=fix)
    if found.always_fires(alarm):
        what = f"{_shown(alarm, found)}{_all_breach(alarm, found)}: it is always in ALARM"
        fix = "change the threshold" + (", or write notBreaching" if found.can_be_missing else "")
        return IdleThreshold(fires="always", what=what, fix=fix)
    return None


def _shown(alarm: MetricAlarm, found: Crossing) -> str:
    query = alarm.query(alarm.result_id)
    if found.values is None:
        return f"{quoted(query.expression)} never has a datapoint"
    if query.statistic is not None:
        return f"a datapoint of {query.statistic.text} is {range_text(found.values)}"
    whatever = ", whatever its metrics are" if found.by_algebra else ""
    return f"{quoted(query.expression)} is {range_text(found.values)}{whatever}"


def _none_breaches(alarm: MetricAlarm, found: Crossing) -> str:
    return "" if found.values is None else f", so none breaches {_rule(alarm)}"


def _all_breach(alarm: MetricAlarm, found: Crossing) -> str:
    if found.values is None:
        return ", and silence breaches"
    silence = ", and silence does too" if found.can_be_missing else ", and each period has one"
    return f", so each breaches {_rule(alarm)}{silence}"


def _rule(alarm: MetricAlarm) -> str:
    assert alarm.threshold is not None, "without a threshold nothing crosses it"
    return f"{alarm.comparison} {number_text(alarm.threshold)}"


def range_text(numbers: Interval) -> str:
    """Write a range of numbers: `1 or more`, `from 0 to 100`."""
    low, high = numbers.ends
    if low == high or high - low <= _ROUNDING * abs(low):
        return _shown_number(low)
    if isinf(high):
        return "any number" if isinf(low) else f"{_shown_number(low)} or more"
    if isinf(low):
        return f"{_shown_number(high)} or less"
    return f"from {_shown_number(low)} to {_shown_number(high)}"


def _shown_number(number: float) -> str:
    return number_text(number if float(number).is_integer() else float(f"{number:.4g}"))
