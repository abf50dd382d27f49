"""What happens in a drill, and when."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What happened, and how many real seconds after the drill began."""

    seconds: float
    what: str


@dataclass(slots=True)
class Timeline:
    """The moments of a drill that runs.

    Attributes:
        on_event: Called with what happens, as soon as it is known.
        began: When the drill began, in seconds since 1970.
    """

    on_event: Callable[[str], None]
    began: float = field(default_factory=time.time)
    _moments: list[Moment] = field(default_factory=list)

    def happened(self, what: str, at: float | None = None) -> None:
        """Take that something happened: now, or at a time in seconds since 1970."""
        seconds = (time.time() if at is None else at) - self.began
        self._moments.append(Moment(seconds=max(0.0, seconds), what=what))
        self.on_event(what)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All of them in the order of their times."""
        return tuple(sorted(self._moments, key=lambda each: each.seconds))
