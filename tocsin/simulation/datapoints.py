"""The datapoints that an alarm compares, slot after slot from the start of a drill."""

from dataclasses import dataclass

from tocsin.evaluation import (
    DEFAULT_OPTIONS,
    FloatArray,
    MetricAlarm,
    MetricData,
    SlotGrid,
    State,
    alarm_input,
    breaching_slots,
)
from tocsin.simulation.simulation import Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Datapoints:
    """What an alarm compared, and its state after each slot.

    Attributes:
        start: The start of the first slot, in seconds since 1970.
        period: Seconds of each slot.
        values: The datapoint of each slot, `(slots,)`; NaN where there is none.
        breaching: Whether each breaches, in order of time.
        states: The state at the end of each slot, in order of time.
    """

    start: float
    period: int
    values: FloatArray
    breaching: tuple[bool, ...]
    states: tuple[State, ...]


def datapoints(simulation: Simulation, data: MetricData, name: str) -> Datapoints | None:
    """Return what a metric alarm compared; None for a composite alarm, or one with contributors.

    Where 9, 9, 0, 0, 0 orders a minute go to an alarm on `< 1 for 3 of 3`, slots 2 to 4 breach and
    the state at the end of slot 4 is ALARM.
    """
    history = simulation.histories[name]
    alarm = history.alarm.definition
    if not isinstance(alarm, MetricAlarm) or alarm.has_contributors:
        return None
    count = max(1, int((simulation.end - simulation.start) // alarm.period))
    grid = SlotGrid.end_to_end(simulation.start, alarm.period, count)
    series = alarm_input(alarm, data, DEFAULT_OPTIONS).on_grid(grid)
    return Datapoints(
        start=simulation.start,
        period=alarm.period,
        values=series.values,
        breaching=tuple(breaching_slots(alarm, series).tolist()),
        states=tuple(history.state_at(float(end)) for end in grid.ends),
    )
