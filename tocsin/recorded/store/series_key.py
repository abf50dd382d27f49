"""What identifies a recorded series."""

from dataclasses import dataclass
from functools import lru_cache

from tocsin.evaluation import Metric, Statistic

_HIGH_RESOLUTION = (1, 5, 10, 20, 30)
_MINUTE = 60
_LONGEST = 7 * 86_400
PERIOD_FORMS = "1, 5, 10, 20, 30 or a multiple of 60 seconds, at most 604800"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesKey:
    """One statistic of one metric.

    Attributes:
        metric: Namespace, name and dimensions.
        statistic: What each value is.
        period: Seconds that each value stands for, from its timestamp on.
        unit: The unit that was asked for; None when any was taken or it is not known.
        region: Where the metric is; None when the recording does not say.
    """

    metric: Metric
    statistic: Statistic
    period: int
    unit: str | None = None
    region: str | None = None

    def __str__(self) -> str:
        """Render as `Shop Orders {} Sum of 60 s`."""
        unit = f" in {self.unit}" if self.unit else ""
        return f"{self.metric} {self.statistic.text} of {self.period} s{unit}"


@lru_cache(maxsize=1024)
def is_period(seconds: int) -> bool:
    """Say whether CloudWatch has a period of so many seconds."""
    return seconds in _HIGH_RESOLUTION or (seconds % _MINUTE == 0 and 0 < seconds <= _LONGEST)
