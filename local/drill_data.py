"""Which metric data makes an alarm fire at once, and which makes it recover.

CloudWatch reads more periods than an alarm has evaluation periods, and uses the newest ones that
have data. So data points in the recent past fill the window at once: M breaching ones fire an
alarm of M out of N, and N - M + 1 newer healthy ones make it recover.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MINUTE = 60
_ONE_DAY = 86_400
_SIMPLE_STATISTICS = ("Average", "Maximum", "Minimum", "Sum")
_ABOVE = ("GreaterThanThreshold", "GreaterThanOrEqualToThreshold")
_BELOW = ("LessThanThreshold", "LessThanOrEqualToThreshold")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillData:
    """Two values of a metric, and when to say that they were measured.

    Attributes:
        breaching: A value beyond the threshold.
        healthy: A value on the other side of it.
        breaching_times: POSIX times of the M breaching data points, one a period.
        healthy_times: POSIX times of the N - M + 1 healthy data points, newer than those.
    """

    breaching: float
    healthy: float
    breaching_times: tuple[float, ...]
    healthy_times: tuple[float, ...]


def can_be_drilled(alarm: Mapping[str, Any]) -> bool:
    """Whether one metric alone decides the alarm, and its data can be put at once."""
    return (
        bool(alarm.get("MetricName"))
        and alarm.get("Statistic") in _SIMPLE_STATISTICS
        and alarm["ComparisonOperator"] in (*_ABOVE, *_BELOW)
        and alarm["StateValue"] != "ALARM"
        and not _warms_up(alarm)
        and alarm["ActionsEnabled"]
        and alarm["Period"] * alarm["EvaluationPeriods"] <= _ONE_DAY
    )


def _warms_up(alarm: Mapping[str, Any]) -> bool:
    """Whether it is not evaluated yet, whatever its metric says."""
    return alarm["StateValue"] == "INSUFFICIENT_DATA" and "WarmUpConfiguration" in alarm


def drill_data(alarm: Mapping[str, Any], now: float) -> DrillData:
    """The data that makes an alarm fire and then recover.

    Args:
        alarm: A metric alarm as DescribeAlarms returns it, which `can_be_drilled`.
        now: POSIX time; the newest data point lies half a period before the last full minute.
    """
    period, needed = alarm["Period"], alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])
    healthy_count = alarm["EvaluationPeriods"] - needed + 1
    step = min(period, _MINUTE)
    end = now // step * step
    times = [end - (slot + 0.5) * period for slot in range(healthy_count + needed)]
    breaching, healthy = _values(alarm["ComparisonOperator"], float(alarm["Threshold"]))
    return DrillData(
        breaching=breaching,
        healthy=healthy,
        breaching_times=tuple(times[healthy_count:]),
        healthy_times=tuple(times[:healthy_count]),
    )


def _values(operator: str, threshold: float) -> tuple[float, float]:
    """A breaching and a healthy value; most metrics count something, so 0 where it will do."""
    above = threshold + max(1.0, abs(threshold))
    threshold_is_below = operator in ("GreaterThanThreshold", "LessThanOrEqualToThreshold")
    zero_will_do = threshold > 0 or (threshold == 0 and threshold_is_below)
    below = 0.0 if zero_will_do else threshold - 1.0
    return (above, below) if operator in _ABOVE else (below, above)
