"""When an alarm is evaluated, from when on it acts, and up to when it reads data.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
"""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from tocsin.evaluation.alarm import MetricAlarm, WallClockWindow
from tocsin.evaluation.array_types import FloatArray, Indices
from tocsin.evaluation.options import EvaluationOptions
from tocsin.timing import HOUR, MINUTE, evaluation_interval

# Evaluation times with a fraction of a second must survive the division unharmed.
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The evaluations of one alarm between two times.

    Attributes:
        first: The time of the first evaluation, in seconds since 1970.
        interval: The seconds between two evaluations.
        count: How many there are.
    """

    first: float
    interval: int
    count: int

    def times(self, evaluations: Indices) -> FloatArray:
        """Return the times of some evaluations, ``(evaluations,)``, by their indices."""
        return self.first + self.interval * evaluations.astype(np.float64)


def schedule(alarm: MetricAlarm, start: float, end: float, options: EvaluationOptions) -> Schedule:
    """Return the evaluations from ``start`` up to but without ``end``."""
    interval = _evaluation_interval(alarm)
    offset = options.second_offset % min(interval, MINUTE)
    if interval == HOUR:
        offset += options.hourly_minute * MINUTE
    first = ceil((start - offset) / interval - _ROUNDING)
    last = ceil((end - offset) / interval - _ROUNDING)
    return Schedule(first=first * interval + offset, interval=interval, count=max(0, last - first))


def single_evaluation(alarm: MetricAlarm, at: float) -> Schedule:
    """Return a schedule of one evaluation at a given time, whatever the alarm's offset is."""
    return Schedule(first=at, interval=_evaluation_interval(alarm), count=1)


def data_cutoff(alarm: MetricAlarm, at: float, options: EvaluationOptions) -> float:
    """Return the time up to which an evaluation at ``at`` reads data.

    It is the minute of the evaluation (the ten seconds for high resolution, the full hour when
    the window is longer than a day), less the evaluation delay.
    """
    interval = _evaluation_interval(alarm)
    return floor(at / interval + _ROUNDING) * interval - options.evaluation_delay


def warm_up_end(alarm: MetricAlarm, created_at: float, first_sample: float | None) -> float:
    """Return when the warm-up ends; the creation itself for an alarm without one.

    It ends early, once a whole window of N periods lies behind the first sample, unless the
    alarm waits for the end. Until then the alarm stays in INSUFFICIENT_DATA.
    """
    if alarm.warm_up is None:
        return created_at
    end = created_at + alarm.warm_up.minutes * MINUTE
    if alarm.warm_up.whole or first_sample is None:
        return end
    window = alarm.period * alarm.evaluation_periods
    window_complete = floor(first_sample / MINUTE) * MINUTE + window
    return min(end, max(created_at, window_complete))


def _evaluation_interval(alarm: MetricAlarm) -> int:
    """Return the seconds between two evaluations: 10, 60 or 3600."""
    if isinstance(alarm.window, WallClockWindow):
        return MINUTE
    return evaluation_interval(period=alarm.period, evaluation_periods=alarm.evaluation_periods)
