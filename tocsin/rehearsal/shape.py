"""How a metric looks in usual hours and in an incident."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Self

import numpy as np

from tocsin.evaluation import FloatArray

_MINUTE = 60
_BETWEEN_SINGLES = 40
"""Minutes between two values of the kind that happens now and then to a metric of failures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a metric looks in usual hours and in an incident.

    Attributes:
        usual: The lowest and the highest of its usual values.
        ill: The value at which an incident ends up; None if no data come any more.
        climb: Minutes until it is there; 0 if at once.
        now_and_then: A value that it has once in a while in usual hours, too.
        samples: How many samples each value stands for.
        ticks: Whether it grows with the clock in an incident, by as many units a second.
        per_minute: Whether values are counts of a minute, and larger where it is published seldom.
    """

    usual: tuple[float, float]
    ill: float | None
    climb: int = 0
    now_and_then: float | None = None
    samples: int = 1
    ticks: float | None = None
    per_minute: bool = False

    @property
    def is_of_counts(self) -> bool:
        """Whether its values are sums, and stand for no samples of their own."""
        return self.per_minute and self.samples == 1

    @property
    def unchanged(self) -> Self:
        """The same metric where it is not the one that is ill."""
        return replace(self, ill=sum(self.usual) / 2, climb=0, ticks=None)

    def usual_values(self, count: int, interval: int, seed: int) -> FloatArray:
        """Return usual values, drawn from a seed, one an interval in seconds."""
        drawn = np.random.default_rng(seed).uniform(*self.usual, count)
        values = np.round(drawn, 4 if self.usual[1] < 1 else 0) * self._scale(interval)
        if self.now_and_then is not None:
            step = max(1, ceil(_BETWEEN_SINGLES * _MINUTE / interval))
            values[step // 2 :: step] = self.now_and_then
        return values

    def ill_values(self, count: int, interval: int) -> FloatArray:
        """Return the values of an incident, from its begin on; NaN where no data come."""
        if self.ticks is not None:
            grown: FloatArray = self.usual[1] + self.ticks * interval * np.arange(1.0, count + 1)
            return grown
        if self.ill is None:
            return np.full(count, np.nan)
        steps = max(1, ceil(self.climb * _MINUTE / interval))
        share = np.minimum(1.0, np.arange(1.0, count + 1) / steps)
        middle = sum(self.usual) / 2
        reached: FloatArray = (middle + share * (self.ill - middle)) * self._scale(interval)
        return reached

    def _scale(self, interval: int) -> float:
        return interval / _MINUTE if self.per_minute else 1.0
