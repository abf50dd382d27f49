"""For which times the data of an alarm were recorded, also of one that follows others."""

from collections.abc import Iterator

from tocsin.evaluation import CompositeAlarm
from tocsin.recorded import Span, united
from tocsin.simulation import AlarmHistory, Simulation


def covered_of(history: AlarmHistory, simulation: Simulation) -> tuple[Span, ...]:
    """Return from when to when an alarm had data in a simulation.

    A composite alarm has them while any alarm below it has: it may change then.
    """
    return united(_spans(history, simulation, set()))


def _spans(history: AlarmHistory, simulation: Simulation, seen: set[str]) -> Iterator[Span]:
    name = history.alarm.name
    if name in seen:
        return
    seen.add(name)
    definition = history.alarm.definition
    if not isinstance(definition, CompositeAlarm):
        whole = ((simulation.start, simulation.end),)
        yield from whole if history.covered is None else history.covered
        return
    for child in definition.rule.alarm_names:
        below = simulation.history_of(child, history.alarm.environment)
        if below is not None:
            yield from _spans(below, simulation, seen)
