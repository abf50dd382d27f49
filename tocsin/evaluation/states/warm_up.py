"""From when on a new alarm acts: after its first evaluation, and after its warm-up.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
"""

import numpy as np

from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states.alarm_input import AlarmInput
from tocsin.evaluation.windows import evaluation_delay, schedule, slot_grid, window_end
from tocsin.timing import MINUTE


def first_action(source: AlarmInput, created_at: float, options: EvaluationOptions) -> float:
    """Return the earliest time at which a new alarm can leave INSUFFICIENT_DATA."""
    first = created_at + options.first_evaluation_delay
    return max(first, warm_up_end(source, created_at, options))


def warm_up_end(source: AlarmInput, created_at: float, options: EvaluationOptions) -> float:
    """Return when an alarm stops waiting for its data; its creation for one that does not wait.

    It ends early, once the window is full, unless the alarm waits for the end. AWS says that the
    window "is full when a datapoint exists for the most recent period", and shows one of three
    periods that is full three periods after the first datapoint: ``recent`` asks for both.
    """
    warm_up = source.alarm.warm_up
    if warm_up is None:
        return created_at
    end = created_at + warm_up.minutes * MINUTE
    if warm_up.whole:
        return end
    if options.warm_up_window == "datapoint":
        return _with_recent_datapoint(source, created_at, end, options)
    full = max(created_at, _window_seen(source, options))
    if options.warm_up_window == "whole" or full >= end:
        return min(end, full)
    return _with_recent_datapoint(source, full, end, options)


def _window_seen(source: AlarmInput, options: EvaluationOptions) -> float:
    """Return when N periods lie behind the first datapoint, and all of theirs have arrived."""
    ends = window_end(source.alarm, source.first_sample)
    if ends is None:
        return np.inf
    return max(ends + evaluation_delay(source.alarm, options), source.all_arrived(ends))


def _with_recent_datapoint(
    source: AlarmInput, start: float, end: float, options: EvaluationOptions
) -> float:
    """Return the first evaluation whose newest period holds a datapoint; else the end."""
    times = schedule(source.alarm, start, end, options)
    if not times.count:
        return end
    grid = slot_grid(source.alarm, times, options)
    at = times.times(np.arange(times.count))
    found = source.has_sample(grid.starts[grid.newest], grid.ends[grid.newest], at)
    return float(at[found.argmax()]) if found.any() else end
