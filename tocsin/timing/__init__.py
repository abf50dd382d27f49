"""How soon an alarm tells people, and what that rests on: evaluations, and the delay of data."""

from tocsin.timing.alarm_timing import AlarmTiming
from tocsin.timing.arithmetic import (
    PERIODS_THAT_BREACH,
    Step,
    TimeToPage,
    time_after_waiting,
    time_by_silence,
    time_by_value,
)
from tocsin.timing.assumed_delays import MADE_OF_LOG_EVENTS, PUT_BY_APPLICATIONS
from tocsin.timing.delay import Delay, latest, read_delay
from tocsin.timing.detect_within import DetectWithin
from tocsin.timing.evaluation_times import (
    HIGH_RESOLUTION_PERIODS,
    HOUR,
    HOURLY_MINUTE,
    MINUTE,
    ONE_DAY,
    evaluation_interval,
    periods_read,
)

__all__ = [
    "HIGH_RESOLUTION_PERIODS",
    "HOUR",
    "HOURLY_MINUTE",
    "MADE_OF_LOG_EVENTS",
    "MINUTE",
    "ONE_DAY",
    "PERIODS_THAT_BREACH",
    "PUT_BY_APPLICATIONS",
    "AlarmTiming",
    "Delay",
    "DetectWithin",
    "Step",
    "TimeToPage",
    "evaluation_interval",
    "latest",
    "periods_read",
    "read_delay",
    "time_after_waiting",
    "time_by_silence",
    "time_by_value",
]
