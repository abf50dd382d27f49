"""An alarm on how many events there were, as far as chance is concerned."""

from dataclasses import dataclass, replace
from typing import Self

from tocsin.traffic.poisson import at_most, more_than


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingAlarm:
    """An alarm on how many events there were in each of its periods.

    A period without an event is taken to have a datapoint of zero, or to count as a breach
    without one.

    Attributes:
        limit: The greatest count that breaches an alarm on few events, or the greatest that does
            not breach one on many.
        on_few: Whether few events breach.
        period: Seconds.
        shift: Seconds by which the periods have moved on when they are next looked at: those
            between two evaluations, or between two datapoints if these are rarer.
        evaluation_periods: N of "M of N".
        datapoints_to_alarm: M of "M of N".
    """

    limit: int
    on_few: bool
    period: int
    shift: int
    evaluation_periods: int
    datapoints_to_alarm: int

    def breaches(self, count: int) -> bool:
        """Say whether a period with so many events breaches."""
        return (count <= self.limit) == self.on_few

    def chance_of_breach(self, per_second: float) -> float:
        """Return the probability that a period breaches, at a rate of events."""
        mean = per_second * self.period
        return at_most(mean, self.limit) if self.on_few else more_than(mean, self.limit)

    def waiting(self, periods: int) -> Self:
        """Return the same alarm with all of so many periods that have to breach."""
        return replace(self, evaluation_periods=periods, datapoints_to_alarm=periods)
