"""How late the data of an alarm are, as its tag says."""

from typing import Literal

from tocsin.assembly import Alarm
from tocsin.timing import Delay, read_delay

DELAY_TAG = "tocsin:delay"
Lateness = Literal["typical", "worst"]
"""Which of the two figures of a delay counts."""


def tagged_delay(alarm: Alarm) -> Delay | None:
    """Return what the tag `tocsin:delay` says; None without one that can be read."""
    return read_delay(alarm.tags.get(DELAY_TAG, ""), f"the tag {DELAY_TAG}")
