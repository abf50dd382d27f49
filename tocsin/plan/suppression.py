"""How long the page of a service waits for what the service depends on."""

import math
from collections.abc import Iterable, Sequence

from tocsin.plan.specs import AlarmSpec

LEAST_WAIT = 60
"""Seconds that AWS advises for both periods of a suppressor.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
"""


def wait_for(others: Iterable[AlarmSpec], members: Sequence[AlarmSpec]) -> int:
    """Return how long a page waits: as long as may be needed, and its severity allows.

    Args:
        others: The alarms that say that what is depended on is down.
        members: The alarms that the page is about.
    """
    slowest = max(each.time_to_page.typical for each in others)
    quickest = min(each.time_to_page.typical for each in members)
    return min(max(LEAST_WAIT, math.ceil(slowest - quickest)), *map(time_left, members))


def extension_for(members: Sequence[AlarmSpec]) -> int:
    """Return how long a page still waits once what is depended on is well again.

    It is as long as its own alarms need to see that they are well, too, within what is promised.
    """
    clears = math.ceil(max(map(_time_to_clear, members)))
    promised = members[0].response_time
    return max(LEAST_WAIT, clears if promised is None else min(clears, int(promised)))


def time_left(alarm: AlarmSpec) -> int:
    """Return how many seconds a page may wait and still come, typically, within what is promised.

    What may take longer by a declaration has what it declares.
    """
    promised, by_value = alarm.response_time, alarm.time_to_page.typical
    if promised is None:
        return LEAST_WAIT
    declared = alarm.detect_within.time if alarm.detect_within is not None else promised
    left = (promised if by_value <= promised else declared) - by_value
    by_silence = alarm.time_to_page_by_silence
    if by_silence is not None:
        left = min(left, declared - by_silence.typical)
    return max(0, math.floor(left))


def _time_to_clear(alarm: AlarmSpec) -> float:
    """Return after how many healthy seconds an alarm typically says that all is well."""
    healthy = alarm.evaluation_periods - alarm.datapoints_to_alarm + 1
    timing = alarm.timing
    return healthy * timing.period + timing.delay.typical + timing.evaluation_interval
