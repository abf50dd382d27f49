"""How long the function may still wait."""

import time
from dataclasses import dataclass
from typing import Any

from tocsin.publishing import PublishingFailure

_RESERVE_SECONDS = 40
"""For one request that is not answered, and for the answer to CloudFormation."""


@dataclass(frozen=True)
class Clock:
    """How long the function may still wait, as its context says."""

    context: Any

    def wait(self, seconds: float) -> None:
        """Let seconds pass, unless too few are left to answer CloudFormation.

        Raises:
            PublishingFailure: Too few are left.
        """
        left = self.context.get_remaining_time_in_millis() / 1_000
        if seconds + _RESERVE_SECONDS > left:
            what = "Grafana is too slow, or is asked too often by others"
            raise PublishingFailure("grafana/too-slow", what, "deploy again later")
        time.sleep(seconds)
