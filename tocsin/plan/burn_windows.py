"""How fast an error budget may burn, and in which windows that is watched.

An objective of 99.9 % leaves a budget of 0.1 % of events. A burn rate of 1 uses it up in just the
objective's window; at 14.4 a budget of 30 days is gone in two. Each rate is watched in two windows:
the long one says that it is worth telling, the short one that it goes on, so that the alarm ends
soon after the burning does.

https://sre.google/workbook/alerting-on-slos/
"""

from dataclasses import dataclass
from typing import Final

from tocsin.on_call import Severity
from tocsin.timing import HOUR, MINUTE, ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnWindow:
    """A rate of burning that is told, and the two windows in which it is watched.

    Attributes:
        label: The long window in words, as `1h`.
        long: Seconds.
        short: Seconds: a twelfth of the long one.
        share: The share of the whole budget that burns in the long window at this rate.
        severity: Who is told.
    """

    label: str
    long: int
    short: int
    share: float
    severity: Severity

    def rate(self, window: float) -> float:
        """Return the burn rate, for a budget of so many seconds."""
        return self.share * window / self.long

    def threshold(self, window: float, target: float) -> float:
        """Return the share of bad events at this rate, in percent, for an objective in percent."""
        return round(self.rate(window) * (100 - target), 10)


BURN_WINDOWS: Final = (
    BurnWindow(label="1h", long=HOUR, short=5 * MINUTE, share=0.02, severity="critical"),
    BurnWindow(label="6h", long=6 * HOUR, short=30 * MINUTE, share=0.05, severity="critical"),
    BurnWindow(label="1d", long=ONE_DAY, short=2 * HOUR, share=0.1, severity="warning"),
    BurnWindow(label="3d", long=3 * ONE_DAY, short=6 * HOUR, share=0.1, severity="info"),
)
"""For 30 days: rates of 14.4, 6, 3 and 1. Fast burning calls people up, slow burning is work."""

LEAST_RATE: Final = 1.0
"""What burns slower than the objective allows is no reason to tell anybody."""

WHOLE: Final = 100.0
"""Percent: more events than all cannot be bad."""
