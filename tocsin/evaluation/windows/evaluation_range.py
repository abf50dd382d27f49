"""How many slots one evaluation reads."""

from math import ceil

from tocsin.evaluation.alarm import MetricAlarm, WallClockWindow
from tocsin.evaluation.options import EvaluationOptions

_LEAST_EXTRA_SLOTS = 2
_LEAST_EXTRA_SECONDS = 300


def evaluation_range(alarm: MetricAlarm, options: EvaluationOptions) -> int:
    """Return the number of slots, at least N; docs/evaluation.md gives the evidence for it."""
    needed = alarm.evaluation_periods
    if isinstance(alarm.window, WallClockWindow):
        return needed
    if isinstance(options.evaluation_range, int):
        return max(needed, options.evaluation_range)
    if options.evaluation_range == "N+2" or alarm.is_high_resolution:
        return needed + _LEAST_EXTRA_SLOTS
    return needed + max(_LEAST_EXTRA_SLOTS, ceil(_LEAST_EXTRA_SECONDS / alarm.period))
