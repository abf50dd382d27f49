"""What one evaluation saw."""

from dataclasses import dataclass

import numpy as np

from tocsin.alarms import MetricAlarm, TreatMissingData
from tocsin.evaluation.alarm import ALARM, INSUFFICIENT_DATA, OK, State, breaches, breaches_band


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
        empty: When the newest slots without one begin, newest first: as many as lack to N.
        slots_read: R, how many slots it read.
        oldest_age: How many slots old the oldest datapoint in them is, the newest slot being one;
            0 if there is none.
    """

    alarm: MetricAlarm
    treat_missing_data: TreatMissingData
    at: float
    datapoints: tuple[Datapoint, ...]
    empty: tuple[float, ...]
    slots_read: int
    oldest_age: int

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

    def decided(self, state: State) -> tuple[Datapoint | float, ...]:
        """Return what decided for a state, newest first; an empty slot as the time of its start.

        M datapoints that breach decide for ALARM, N - M + 1 others for OK, and all N empty slots
        for INSUFFICIENT_DATA. Empty slots are datapoints where missing data are treated so; else
        they stand only where too few datapoints are real.
        """
        periods, to_alarm = self.alarm.evaluation_periods, self.alarm.datapoints_to_alarm
        if state == INSUFFICIENT_DATA:
            return self.empty
        needed = to_alarm if state == ALARM else periods - to_alarm + 1
        points = self.breaching if state == ALARM else self.healthy
        match self.treat_missing_data:
            case TreatMissingData.BREACHING:
                empty = self.empty if state == ALARM else ()
            case TreatMissingData.NOT_BREACHING:
                empty = self.empty if state == OK else ()
            case _:
                empty = self.empty[: max(0, needed - len(points))]
        return _newest([*points, *empty], needed)

    def _breaches(self, point: Datapoint) -> bool:
        value = np.float64(point.value)
        if self.alarm.threshold is not None and not self.alarm.comparison.needs_band:
            return bool(breaches(self.alarm.comparison, value, self.alarm.threshold))
        lower, upper = np.float64(point.lower or 0.0), np.float64(point.upper or 0.0)
        return bool(breaches_band(self.alarm.comparison, value, lower, upper))


def _newest(entries: list[Datapoint | float], count: int) -> tuple[Datapoint | float, ...]:
    def start(entry: Datapoint | float) -> float:
        return entry.start if isinstance(entry, Datapoint) else entry

    return tuple(sorted(entries, key=start, reverse=True)[:count])
