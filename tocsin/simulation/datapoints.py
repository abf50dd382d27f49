"""The datapoints that an alarm compares, slot after slot from the start of a drill."""

from dataclasses import dataclass

import numpy as np

from tocsin.evaluation import (
    DEFAULT_OPTIONS,
    FloatArray,
    MetricAlarm,
    MetricData,
    SlotGrid,
    State,
    alarm_input,
    breaches,
    breaches_band,
)
from tocsin.simulation.simulation import Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Datapoints:
    """What an alarm compared, and its state after each slot.

    Attributes:
        start: The start of the first slot, in seconds since 1970.
        period: Seconds of each slot.
        values: The datapoint of each slot; NaN where there is none.
        breaching: Whether each breaches.
        states: The state at the end of each slot.
    """

    start: float
    period: int
    values: FloatArray
    breaching: tuple[bool, ...]
    states: tuple[State, ...]


def datapoints(simulation: Simulation, data: MetricData, name: str) -> Datapoints | None:
    """Return what a metric alarm compared; None for a composite alarm."""
    history = simulation.histories[name]
    alarm = history.alarm.definition
    if not isinstance(alarm, MetricAlarm):
        return None
    count = max(1, int((simulation.end - simulation.start) // alarm.period))
    starts = (simulation.start + alarm.period * np.arange(count)).astype(np.int64)
    grid = SlotGrid(
        starts=starts,
        ends=starts + alarm.period,
        size=1,
        stride=1,
        newest=np.arange(count),
        step=alarm.period,
        period=alarm.period,
    )
    track = alarm_input(alarm, data, DEFAULT_OPTIONS).on_grid(grid)
    if track.lower is not None and track.upper is not None:
        flags = breaches_band(alarm.comparison, track.values, track.lower, track.upper)
    else:
        flags = breaches(alarm.comparison, track.values, alarm.threshold or 0.0)
    return Datapoints(
        start=simulation.start,
        period=alarm.period,
        values=track.values,
        breaching=tuple(flags.tolist()),
        states=tuple(history.state_at(float(end)) for end in grid.ends),
    )
