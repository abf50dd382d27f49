"""From when a new alarm acts.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
"""

from math import floor

from tocsin.evaluation.alarm import MetricAlarm
from tocsin.evaluation.windows.schedule import MINUTE


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
    window_complete = (
        floor(first_sample / MINUTE) * MINUTE + alarm.period * alarm.evaluation_periods
    )
    return min(end, max(created_at, window_complete))
