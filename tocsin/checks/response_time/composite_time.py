"""How soon a composite alarm pages, when all of its children fire for the same breach."""

from collections.abc import Mapping
from dataclasses import replace

from tocsin.evaluation import ALARM, OK, CompositeAlarm, State, composite
from tocsin.timing import PERIODS_THAT_BREACH, TimeToPage, time_after_waiting


def soonest_page(alarm: CompositeAlarm, children: Mapping[str, TimeToPage]) -> TimeToPage | None:
    """Return when a composite alarm pages at the soonest; None where that is not known.

    Args:
        alarm: The composite alarm.
        children: How soon each of the metric alarms notices that it reads, by name.

    Returns:
        The time of the child with whose state the rule begins to hold, and the wait for a
        suppressor. None if the rule holds before, never holds, or reads others.

    A breach is taken to be clear, so that a window of an hour is crossed as soon as it can be: the
    long windows of burn rates are there to let go of short breaches, and not to wait for others.
    """
    if set(alarm.rule.alarm_names) != children.keys():
        return None
    time = _deciding(alarm, {name: _if_clear(each) for name, each in children.items()})
    wait = int(alarm.suppressor.wait_period) if alarm.suppressor else 0
    return time_after_waiting(time, wait) if time and wait else time


def _if_clear(time: TimeToPage) -> TimeToPage:
    return TimeToPage.of(
        *(
            replace(step, typical=step.least) if step.name == PERIODS_THAT_BREACH else step
            for step in time.steps
        )
    )


def _deciding(alarm: CompositeAlarm, children: Mapping[str, TimeToPage]) -> TimeToPage | None:
    states: dict[str, State] = dict.fromkeys(alarm.rule.references, OK)
    if alarm.rule.evaluate(states):
        return None
    for name in sorted(children, key=lambda name: children[name].typical):
        for reference in states:
            if composite.alarm_name(reference) == name:
                states[reference] = ALARM
        if alarm.rule.evaluate(states):
            return children[name]
    return None
