"""Expectations that hang on how many periods an evaluation reads, which AWS does not document."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tocsin.drills.drill import Drill
from tocsin.evaluation import EvaluationOptions, MetricAlarm, MetricData, alarm_input, slots_read
from tocsin.simulation import AlarmHistory, Simulation

_OTHER: Final = "N+2"
"""The range of several emulators, and the nearest to ours that published histories leave open."""


def other_range(drill: Drill) -> EvaluationOptions | None:
    """Return a drill's options with another range; None where the drill has chosen its own."""
    if drill.options.evaluation_range != "auto":
        return None
    return replace(drill.options, evaluation_range=_OTHER)


def alarms_of_another_range(
    simulation: Simulation, data: MetricData, other: EvaluationOptions
) -> Iterator[str]:
    """Yield the metric alarms whose states may be others if evaluations read another range.

    With a datapoint in every period it does not matter how many are read.
    """
    for name, history in simulation.histories.items():
        alarm = history.alarm.definition
        if history.timeline is None or not isinstance(alarm, MetricAlarm):
            continue
        if slots_read(alarm, simulation.options) == slots_read(alarm, other):
            continue
        if not _is_without_gaps(alarm, history, data, simulation.options):
            yield name


def _is_without_gaps(
    alarm: MetricAlarm, history: AlarmHistory, data: MetricData, options: EvaluationOptions
) -> bool:
    """Say whether an alarm on one metric surely has a datapoint in every period that it reads."""
    source = alarm_input(alarm, data, options)
    if len(alarm.queries) > 1 or source.supplied:
        return False
    series = source.series.get(alarm.result_id)
    return (
        series is not None
        and series.interval is not None
        and series.interval <= alarm.period
        and series.positions is None
        and series.arrivals is None
        and series.timestamps[0] <= history.start
        and series.timestamps[-1] + series.interval >= history.end - 1
    )
