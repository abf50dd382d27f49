"""Within which time an alarm notices what it cannot notice sooner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectWithin:
    """Within which time an alarm notices silence or rare events, in place of the response time.

    Attributes:
        time: Seconds.
        because: Why that is soon enough.
    """

    time: int
    because: str
