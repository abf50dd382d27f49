"""Which rule decided the state that an alarm has at a time, whether it changed then or not."""

from dataclasses import replace

from tocsin.diagnostics import elapsed
from tocsin.evaluation import Decision, MetricAlarm, MetricData, evaluate_once, schedule
from tocsin.simulation.simulation import Simulation

_ROUNDING = 1e-3
"""Seconds by which a time of evaluation may be missed: binary numbers hold them only nearly."""


def decision_at(
    simulation: Simulation, data: MetricData, name: str, at: float
) -> Decision | str | None:
    """Return what decided the last evaluation of a metric alarm up to a time.

    Args:
        simulation: What became of the alarm.
        data: The data that it read.
        name: Its name.
        at: Seconds since 1970.

    Returns:
        The decision; in words that there was no evaluation yet; None for what is no metric alarm
        that was evaluated.
    """
    history = simulation.histories.get(name)
    if history is None or history.timeline is None:
        return None
    alarm, first = history.alarm.definition, history.timeline.first_evaluation
    assert isinstance(alarm, MetricAlarm)
    if first is None or at < first - _ROUNDING:
        when = "" if first is None else f"; the first is at {elapsed(first - simulation.start)}"
        return f"no evaluation yet{when}"
    options = replace(simulation.options, evaluation_delay=history.evaluation_delay)
    times = schedule(alarm, first, at + _ROUNDING, options)
    last = times.first + times.interval * max(0, times.count - 1)
    before = history.state_at(last - _ROUNDING)
    return evaluate_once(alarm, data, last, before, options=options).decision
