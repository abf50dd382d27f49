"""When an alarm is evaluated, and up to when it then reads data.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
"""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from tocsin.evaluation.alarm import MetricAlarm, WallClockWindow
from tocsin.evaluation.data import FloatArray
from tocsin.evaluation.options import EvaluationOptions

MINUTE = 60
HOUR = 3600
_TEN_SECONDS = 10
# Evaluation times with a fraction of a second must survive the division unharmed.
_ROUNDING = 1e-6


def evaluation_interval(alarm: MetricAlarm) -> int:
    """Return the seconds between two evaluations: 10, 60 or 3600."""
    if alarm.is_high_resolution:
        return _TEN_SECONDS
    if alarm.is_longer_than_a_day and not isinstance(alarm.window, WallClockWindow):
        return HOUR
    return MINUTE


def data_cutoff(alarm: MetricAlarm, at: float, options: EvaluationOptions) -> float:
    """Return the time up to which an evaluation at ``at`` reads data.

    It is the minute of the evaluation (the ten seconds for high resolution, the full hour when
    the window is longer than a day), less the evaluation delay.
    """
    interval = evaluation_interval(alarm)
    return floor(at / interval + _ROUNDING) * interval - options.evaluation_delay


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

    def times(self, indices: np.ndarray[tuple[int], np.dtype[np.int64]]) -> FloatArray:
        """Return the times of some evaluations, by their indices."""
        return self.first + self.interval * indices.astype(np.float64)


def schedule(alarm: MetricAlarm, start: float, end: float, options: EvaluationOptions) -> Schedule:
    """Return the evaluations from ``start`` up to but without ``end``."""
    interval = evaluation_interval(alarm)
    offset = options.second_offset % min(interval, MINUTE)
    if interval == HOUR:
        offset += options.hourly_minute * MINUTE
    first = ceil((start - offset) / interval - _ROUNDING)
    last = ceil((end - offset) / interval - _ROUNDING)
    return Schedule(first=first * interval + offset, interval=interval, count=max(0, last - first))
