"""One evaluation of one alarm, written to be read and not to be fast.

The vectorised engine must agree with it. It shares no code with the engine.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
    "LessThanThreshold": lambda value, threshold: value < threshold,
    "LessThanOrEqualToThreshold": lambda value, threshold: value <= threshold,
}


class Sample(NamedTuple):
    """A value, when it was measured and when CloudWatch received it."""

    time: float
    value: float
    arrival: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The settings of an alarm that decide its state."""

    period: int
    evaluation_periods: int
    datapoints_to_alarm: int
    evaluation_range: int
    threshold: float
    operator: str
    treatment: str
    statistic: str
    least_samples: int = 0
    time_zone: str | None = None


def state(rule: Rule, samples: Sequence[Sample], at: float, before: str) -> str:
    """Return the state after an evaluation."""
    arrived = [sample for sample in samples if sample.arrival <= at]
    datapoints = []  # newest first: (age in slots, value)
    for age in range(1, rule.evaluation_range + 1):
        start, end = slot(rule, at, age)
        values = [one.value for one in arrived if start <= one.time < end]
        if values:
            datapoints.append((age, statistic(rule.statistic, values), len(values)))
    datapoints = datapoints[: rule.evaluation_periods]
    if any(count < rule.least_samples for _, _, count in datapoints):
        return before
    return decision(rule, [(age, value) for age, value, _ in datapoints], before)


def decision(rule: Rule, datapoints: Sequence[tuple[int, float]], before: str) -> str:
    """Apply M of N, the treatment of missing data and the premature rule."""
    breaching = [breaches(rule, value) for _, value in datapoints]
    missing = rule.evaluation_periods - len(datapoints)
    if rule.treatment == "breaching":
        return alarm_if(sum(breaching) + missing >= rule.datapoints_to_alarm)
    if rule.treatment == "notBreaching":
        return alarm_if(sum(breaching) >= rule.datapoints_to_alarm)
    if not datapoints:
        return before if rule.treatment == "ignore" else "INSUFFICIENT_DATA"
    if sum(breaching) >= rule.datapoints_to_alarm:
        return "ALARM"
    oldest_age = datapoints[-1][0]
    if missing and all(breaching) and oldest_age >= rule.datapoints_to_alarm:
        return before if rule.treatment == "ignore" else "ALARM"
    return "OK"


def breaches(rule: Rule, value: float) -> bool:
    """Compare a datapoint with the threshold."""
    return OPERATORS[rule.operator](value, rule.threshold)


def alarm_if(condition: bool) -> str:  # noqa: FBT001 -- it reads as one word at the call
    """Return ALARM or OK."""
    return "ALARM" if condition else "OK"


def slot(rule: Rule, at: float, age: int) -> tuple[float, float]:
    """Return the start and the end of a slot; the newest has the age 1."""
    if rule.time_zone is None:
        end = window_end(rule, at)
        return end - age * rule.period, end - (age - 1) * rule.period
    zone = ZoneInfo(rule.time_zone)
    if rule.period < 86_400:  # zones whose offset is whole hours
        end = math.floor(at / rule.period) * rule.period
        return end - age * rule.period, end - (age - 1) * rule.period
    today = datetime.fromtimestamp(at, zone).date()
    starts = [
        datetime.combine(today - timedelta(days=days), time(), zone) for days in (age, age - 1)
    ]
    return starts[0].timestamp(), starts[1].timestamp()


def window_end(rule: Rule, at: float) -> int:
    """Return where the newest slot ends."""
    if rule.period < 60:
        return math.floor(at / 10) * 10
    if rule.period * rule.evaluation_periods > 86_400:
        return math.floor(at / 3600) * 3600
    return math.floor(at / 60) * 60


def statistic(name: str, values: Sequence[float]) -> float:
    """Compute a statistic exactly, and round it once."""
    exact = sorted(Fraction(value) for value in values)
    match name:
        case "SampleCount":
            return float(len(exact))
        case "Sum":
            return float(sum(exact))
        case "Average":
            return float(sum(exact) / len(exact))
        case "Minimum":
            return float(exact[0])
        case "Maximum":
            return float(exact[-1])
        case _:
            return percentile(exact, float(name.removeprefix("p")))


def percentile(ordered: Sequence[Fraction], percent: float) -> float:
    """Interpolate between the two samples nearest to the rank."""
    rank = (len(ordered) - 1) * Fraction(str(percent)) / 100
    low, high = ordered[math.floor(rank)], ordered[math.ceil(rank)]
    return float(low + (high - low) * (rank - math.floor(rank)))
