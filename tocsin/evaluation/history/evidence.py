"""What one evaluation saw, and how the alarm's rule reads it."""

from dataclasses import dataclass

import numpy as np

from tocsin.evaluation.alarm import MetricAlarm, TreatMissingData, breaches, breaches_band


@dataclass(frozen=True, slots=True, kw_only=True)
class Datapoint:
    """One slot that holds a datapoint.

    Attributes:
        start: The start of the slot, in seconds since 1970.
        value: The statistic.
        sample_count: How many samples it rests on; None when that is not known.
        lower: The lower bound of the band, with a band.
        upper: The upper bound of the band, with a band.
    """

    start: float
    value: float
    sample_count: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The datapoints that decided one evaluation.

    Attributes:
        alarm: The alarm.
        treat_missing_data: What missing slots counted as.
        at: The time of the evaluation, in seconds since 1970.
        datapoints: The newest N real datapoints of the range, newest first.
    """

    alarm: MetricAlarm
    treat_missing_data: TreatMissingData
    at: float
    datapoints: tuple[Datapoint, ...]

    @property
    def breaching(self) -> tuple[Datapoint, ...]:
        """Return the datapoints that breach, newest first."""
        return tuple(point for point in self.datapoints if self._breaches(point))

    @property
    def healthy(self) -> tuple[Datapoint, ...]:
        """Return the datapoints that do not breach, newest first."""
        return tuple(point for point in self.datapoints if not self._breaches(point))

    @property
    def filled(self) -> int:
        """Return how many datapoints are missing from the N that decide."""
        return self.alarm.evaluation_periods - len(self.datapoints)

    def _breaches(self, point: Datapoint) -> bool:
        value = np.float64(point.value)
        if self.alarm.threshold is not None and not self.alarm.comparison.needs_band:
            return bool(breaches(self.alarm.comparison, value, self.alarm.threshold))
        lower, upper = np.float64(point.lower or 0.0), np.float64(point.upper or 0.0)
        return bool(breaches_band(self.alarm.comparison, value, lower, upper))
