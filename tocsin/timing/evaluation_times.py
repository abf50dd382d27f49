"""How often CloudWatch evaluates an alarm, and how many periods it reads each time.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
"""

from math import ceil
from typing import Final

MINUTE: Final = 60
HOUR: Final = 3_600
ONE_DAY: Final = 86_400
HIGH_RESOLUTION_PERIODS: Final = (10, 20, 30)
"""Periods whose alarms are evaluated every ten seconds."""
HOURLY_MINUTE: Final = 3
"""Minute of the hour at which the example of AWS has an hourly alarm evaluated."""

_TEN_SECONDS = 10
_LEAST_EXTRA_PERIODS = 2
_LEAST_EXTRA_SECONDS = 300


def evaluation_interval(*, period: int, evaluation_periods: int) -> int:
    """Return the seconds between two evaluations of an alarm with a sliding window."""
    if period in HIGH_RESOLUTION_PERIODS:
        return _TEN_SECONDS
    return HOUR if period * evaluation_periods > ONE_DAY else MINUTE


def periods_read(*, period: int, evaluation_periods: int) -> int:
    """Return R, the periods that an evaluation looks at before it takes data as missing.

    AWS says only that they are more than N; docs/evaluation.md gives the evidence for the rule.
    """
    extra = _LEAST_EXTRA_PERIODS
    if period not in HIGH_RESOLUTION_PERIODS:
        extra = max(extra, ceil(_LEAST_EXTRA_SECONDS / period))
    return evaluation_periods + extra
