"""When an alarm is evaluated, from when on it acts, and up to when it reads data.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
"""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from tocsin.alarms import MetricAlarm, WallClockWindow
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
    offset = _offset(interval, options)
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
    delay = 0 if options.evaluation_delay == "auto" else options.evaluation_delay
    return floor(at / interval + _ROUNDING) * interval - delay


def evaluation_delay(alarm: MetricAlarm, options: EvaluationOptions, *, late: float = 0.0) -> int:
    """Return by how many seconds the newest slot lags behind each evaluation.

    Unless the options say it, it is the least with which data that are so late have arrived:
    whole evaluations, as published histories show it; docs/evaluation.md has the evidence.

    Args:
        alarm: The alarm.
        options: When in the minute, or in the hour, it is evaluated.
        late: How many seconds after the end of a slot its data are there.
    """
    if options.evaluation_delay != "auto":
        return options.evaluation_delay
    interval = _evaluation_interval(alarm)
    waits = _offset(interval, options)
    return max(0, ceil((late - waits) / interval - _ROUNDING)) * interval


def window_end(alarm: MetricAlarm, first_sample: float | None) -> float | None:
    """Return when a whole window of N periods lies behind the first sample; None without one."""
    if first_sample is None:
        return None
    return floor(first_sample / MINUTE) * MINUTE + alarm.period * alarm.evaluation_periods


def _offset(interval: int, options: EvaluationOptions) -> float:
    """Return how many seconds after each full interval an alarm is evaluated."""
    offset = options.second_offset % min(interval, MINUTE)
    return offset + options.hourly_minute * MINUTE if interval == HOUR else offset


def _evaluation_interval(alarm: MetricAlarm) -> int:
    """Return the seconds between two evaluations: 10, 60 or 3600."""
    if isinstance(alarm.window, WallClockWindow):
        return MINUTE
    return evaluation_interval(period=alarm.period, evaluation_periods=alarm.evaluation_periods)
