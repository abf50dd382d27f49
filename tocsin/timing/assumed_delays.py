"""Delays of metrics of which nothing else is known."""

from typing import Final

from tocsin.timing.delay import Delay

PUT_BY_APPLICATIONS: Final = Delay(
    typical=30,
    worst=120,
    source="assumed: an application puts its metrics as soon as a minute is over; published "
    "histories of alarms show such minutes acted on a minute after their end on average",
)
MADE_OF_LOG_EVENTS: Final = Delay(
    typical=60,
    worst=120,
    source="assumed: metric filters take one to two minutes; AWS states no delay",
)
