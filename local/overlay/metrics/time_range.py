"""The slots of a question about metric data: from when to when, and how long each is.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from local.overlay import emulator
from local.overlay.api import RefusedError
from tocsin.evaluation import SlotGrid

_MINUTE = 60
_HOUR = 3600
_DAY = 86_400
_SHORT_PERIODS = (1, 5, 10, 20, 30)
# Data can have a time of up to two hours from now.
_FUTURE = 2 * _HOUR

# For periods from so many seconds on, data is kept for so many.
_KEPT = ((_HOUR, 455 * _DAY), (300, 63 * _DAY), (_MINUTE, 15 * _DAY), (0, 3 * _HOUR))
# A start that is so many seconds ago is rounded down to so many.
_ROUNDED = ((63 * _DAY, _HOUR), (15 * _DAY, 300), (0, _MINUTE))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """From a time to before another, both in seconds since 1970."""

    start: float
    end: float

    def slots(self, period: int) -> int:
        """How many slots of a period the range has, the last of which may end after it."""
        return max(0, ceil((self.end - self._first(period)) / period))

    def grid(self, period: int) -> SlotGrid:
        """The slots of a period, in seconds; those without data that CloudWatch keeps are left out.

        The first begins with the range, as in CloudWatch, and not with a multiple of the period.
        """
        first, now = self._first(period), time.time()
        kept = next(seconds for least, seconds in _KEPT if period >= least)
        skipped = max(0, ceil((now - kept - first) / period))
        last = min(self.end, now + _FUTURE)
        count = ceil((last - first) / period) - skipped
        return SlotGrid.end_to_end(first + skipped * period, period, max(0, count))

    def _first(self, period: int) -> int:
        ago = time.time() - self.start
        step = next(step for least, step in _ROUNDED if ago >= least or least == 0)
        step = period if period in _SHORT_PERIODS else step
        return int(self.start // step * step)


def time_range(request: Mapping[str, Any], code: str) -> TimeRange:
    """The range of a request.

    Args:
        request: Has StartTime and EndTime.
        code: The code of the error if it has none that can be used.

    Raises:
        RefusedError: It does not begin before it ends.
    """
    times = [emulator.parse_time(request[name]) for name in ("StartTime", "EndTime")]
    if None in times or times[0] >= times[1]:
        message = "The parameter StartTime must be less than the parameter EndTime."
        raise RefusedError(message, code)
    return TimeRange(start=times[0], end=times[1])


def refuse_period(period: int, code: str, where: str = "Period") -> None:
    """Refuse a period that CloudWatch does not have.

    Raises:
        RefusedError: It is such a one.
    """
    if period not in _SHORT_PERIODS and (period < _MINUTE or period % _MINUTE):
        message = f"{where}: {period} s is not a period; use 1, 5, 10, 20, 30 or a multiple of 60"
        raise RefusedError(message, code)
