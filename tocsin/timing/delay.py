"""How late the datapoints of a metric are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from tocsin.diagnostics import InvalidValueError, format_duration, parse_duration

_WRITTEN = re.compile(r"(\S+) to (\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """How long after the end of a period its datapoint is there.

    Attributes:
        typical: Seconds in most cases.
        worst: Seconds at worst, as far as is known.
        source: Where the figures come from: a URL, or a text that begins with `assumed` and says
            on what grounds.
    """

    typical: int
    worst: int
    source: str

    def __str__(self) -> str:
        """Write it as the tag of an alarm has it: `1m to 2m`."""
        return f"{_written(self.typical)} to {_written(self.worst)}"


def latest(delays: Iterable[Delay]) -> Delay:
    """Return the delay of what needs several metrics at once: the latest of them counts."""
    several = tuple(delays)
    slowest = max(several, key=lambda delay: (delay.worst, delay.typical))
    return replace(slowest, typical=max(delay.typical for delay in several))


def read_delay(text: str, source: str) -> Delay | None:
    """Return the delay that is written as `1m to 2m`; None for another text."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    try:
        typical, worst = (int(parse_duration(part).total_seconds()) for part in match.groups())
    except InvalidValueError:
        return None
    return Delay(typical=typical, worst=worst, source=source)


def _written(seconds: int) -> str:
    return format_duration(timedelta(seconds=seconds))
